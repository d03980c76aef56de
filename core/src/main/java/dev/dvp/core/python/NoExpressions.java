package dev.dvp.core.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.SSTreeVisitor;

/** The half of {@link NoNodes} for expressions. */
abstract class NoExpressions<T> implements SSTreeVisitor<T> {
  static IllegalStateException unexpected(SSTNode node) {
    return new IllegalStateException("unexpected " + node.getClass().getSimpleName());
  }

  @Override
  public T visit(ExprTy.BoolOp node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.NamedExpr node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.BinOp node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.UnaryOp node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Lambda node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.IfExp node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Dict node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Set node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.ListComp node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.SetComp node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.DictComp node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.GeneratorExp node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Await node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Yield node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.YieldFrom node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Compare node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Call node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.FormattedValue node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.JoinedStr node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Constant node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Attribute node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Subscript node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Starred node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Name node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.List node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Tuple node) {
    throw unexpected(node);
  }

  @Override
  public T visit(ExprTy.Slice node) {
    throw unexpected(node);
  }
}
