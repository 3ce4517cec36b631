@echo off
setlocal
rem In an installed application this lies in its resources.
if exist "%~dp0..\app.asar" (
  set ELECTRON_RUN_AS_NODE=1
  "%~dp0..\..\Evenkeel.exe" "%~dp0..\app.asar\out\main\cli.js" %*
  exit /b %errorlevel%
)
node "%~dp0evenkeel.mjs" %*
exit /b %errorlevel%
