@echo off
chcp 65001 >nul
title CCHC
echo Tình hình nộp phiếu
set "CCHC=cchc"
if exist "C:\cchc\cchc.cmd" set "CCHC=C:\cchc\cchc.cmd"
if defined CCHC_HOME if exist "%CCHC_HOME%\cchc.cmd" set "CCHC=%CCHC_HOME%\cchc.cmd"
call "%CCHC%" status "%~dp0."
if errorlevel 9009 echo Chưa cài cchc trên máy này. Xem tài liệu cài đặt.
echo.
pause
