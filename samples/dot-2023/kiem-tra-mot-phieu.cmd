@echo off
chcp 65001 >nul
title CCHC
echo Kiểm tra một phiếu: kéo tệp phiếu thả vào tệp này
set "CCHC=cchc"
if exist "C:\cchc\cchc.cmd" set "CCHC=C:\cchc\cchc.cmd"
if defined CCHC_HOME if exist "%CCHC_HOME%\cchc.cmd" set "CCHC=%CCHC_HOME%\cchc.cmd"
if "%~1"=="" (
  echo Kéo tệp phiếu thả vào tệp này.
  pause
  exit /b 2
)
call "%CCHC%" check "%~1"
if errorlevel 9009 echo Chưa cài cchc trên máy này. Xem tài liệu cài đặt.
echo.
pause
