@echo off
rem Starts dvp on Windows: finds Java, and runs dvp.jar beside this file or the one that a checkout built.
rem
rem NOT TRIED on a Windows machine yet: nobody of us had one. It builds nothing and keeps no class-data archive; below WSL
rem use dvp.sh, which does.
rem
rem   JAVA_HOME      the Java to use; else the one on PATH
rem   DVP_JAVA_OPTS  more options for the JVM
setlocal

set "JAR=%~dp0dvp.jar"
if exist "%~dp0cli\pom.xml" set "JAR=%~dp0cli\target\dvp.jar"
if not exist "%JAR%" (
  >&2 echo dvp: "%JAR%" is not there. In a checkout this builds it: mvn -q -Dquick -pl cli -am package
  exit /b 2
)

set "JAVA=java.exe"
set "VERSION="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not "%JAVA%"=="java.exe" if exist "%JAVA_HOME%\release" (
  for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%JAVA_HOME%\release"') do set "VERSION=%%~v"
)
rem No release file to read: ask. The line is: openjdk version "17.0.15" 2025-04-15
if not defined VERSION (
  for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1 ^| findstr /c:" version ""') do set "VERSION=%%~v"
)
set "MAJOR=0"
for /f "tokens=1,2 delims=.-+_" %%a in ("%VERSION%") do (
  set "MAJOR=%%a"
  if "%%a"=="1" set "MAJOR=%%b"
)
if %MAJOR% LSS 17 (
  >&2 echo dvp: Java 17 or newer is needed. Looked at JAVA_HOME "%JAVA_HOME%" and PATH, found: "%VERSION%"
  >&2 echo      Install a JDK from https://adoptium.net and set JAVA_HOME to its folder.
  exit /b 2
)

"%JAVA%" -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=2 -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr %DVP_JAVA_OPTS% -cp "%JAR%" dev.dvp.cli.Main %*
exit /b %ERRORLEVEL%
