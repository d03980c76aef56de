package dev.dvp.core.python;

import com.oracle.graal.python.pegparser.sst.AliasTy;
import com.oracle.graal.python.pegparser.sst.ArgTy;
import com.oracle.graal.python.pegparser.sst.ArgumentsTy;
import com.oracle.graal.python.pegparser.sst.ComprehensionTy;
import com.oracle.graal.python.pegparser.sst.ExceptHandlerTy;
import com.oracle.graal.python.pegparser.sst.KeywordTy;
import com.oracle.graal.python.pegparser.sst.MatchCaseTy;
import com.oracle.graal.python.pegparser.sst.ModTy;
import com.oracle.graal.python.pegparser.sst.PatternTy;
import com.oracle.graal.python.pegparser.sst.StmtTy;
import com.oracle.graal.python.pegparser.sst.TypeIgnoreTy;
import com.oracle.graal.python.pegparser.sst.WithItemTy;

/**
 * A visitor that expects no node at all: the converters override the kinds that they take, and any
 * other kind is a bug in them.
 */
abstract class NoNodes<T> extends NoExpressions<T> {

  @Override
  public T visit(ModTy.Module node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ModTy.Interactive node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ModTy.Expression node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ModTy.FunctionType node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.FunctionDef node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.AsyncFunctionDef node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.ClassDef node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Return node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Delete node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Assign node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.AugAssign node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.AnnAssign node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.For node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.AsyncFor node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.While node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.If node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.With node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.AsyncWith node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Match node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Raise node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Try node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.TryStar node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Assert node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Import node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.ImportFrom node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Global node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Nonlocal node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Expr node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Pass node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Break node) {
    throw unexpected(node);
  }

  @Override
  public T visit(StmtTy.Continue node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ComprehensionTy node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExceptHandlerTy.ExceptHandler node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ArgumentsTy node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ArgTy node) {
    throw unexpected(node);
  }

  @Override
  public T visit(KeywordTy node) {
    throw unexpected(node);
  }

  @Override
  public T visit(AliasTy node) {
    throw unexpected(node);
  }

  @Override
  public T visit(WithItemTy node) {
    throw unexpected(node);
  }

  @Override
  public T visit(MatchCaseTy node) {
    throw unexpected(node);
  }

  @Override
  public T visit(PatternTy.MatchValue node) {
    throw unexpected(node);
  }

  @Override
  public T visit(PatternTy.MatchSingleton node) {
    throw unexpected(node);
  }

  @Override
  public T visit(PatternTy.MatchSequence node) {
    throw unexpected(node);
  }

  @Override
  public T visit(PatternTy.MatchMapping node) {
    throw unexpected(node);
  }

  @Override
  public T visit(PatternTy.MatchClass node) {
    throw unexpected(node);
  }

  @Override
  public T visit(PatternTy.MatchStar node) {
    throw unexpected(node);
  }

  @Override
  public T visit(PatternTy.MatchAs node) {
    throw unexpected(node);
  }

  @Override
  public T visit(PatternTy.MatchOr node) {
    throw unexpected(node);
  }

  @Override
  public T visit(TypeIgnoreTy.TypeIgnore node) {
    throw unexpected(node);
  }
}
