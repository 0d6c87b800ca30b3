Attribute VB_Name = "CchcBridge"
Option Explicit
' The way from Excel to Python. Nothing here is read from a workbook: which Python runs is said by
' cchc-addin.ini beside this add-in alone. A returned workbook must not choose what code runs.

Private Const INI_FILE As String = "cchc-addin.ini"

#If Win64 Then
Private Declare PtrSafe Function ActivateAuto Lib "xlwings64-{version}.dll" Alias "XLPyDLLActivateAuto" (ByRef result As Variant, ByVal config As String, ByVal mode As Long) As Long
Private Declare PtrSafe Function LoadDll Lib "kernel32" Alias "LoadLibraryA" (ByVal name As String) As LongPtr
Private Const DLL_NAME As String = "xlwings64-{version}.dll"
#ElseIf VBA7 Then
Private Declare PtrSafe Function ActivateAuto Lib "xlwings32-{version}.dll" Alias "XLPyDLLActivateAuto" (ByRef result As Variant, ByVal config As String, ByVal mode As Long) As Long
Private Declare PtrSafe Function LoadDll Lib "kernel32" Alias "LoadLibraryA" (ByVal name As String) As LongPtr
Private Const DLL_NAME As String = "xlwings32-{version}.dll"
#Else
Private Declare Function ActivateAuto Lib "xlwings32-{version}.dll" Alias "XLPyDLLActivateAuto" (ByRef result As Variant, ByVal config As String, ByVal mode As Long) As Long
Private Declare Function LoadDll Lib "kernel32" Alias "LoadLibraryA" (ByVal name As String) As Long
Private Const DLL_NAME As String = "xlwings32-{version}.dll"
#End If

' A sheet function: its result, or an Excel error. Never a text that says what went wrong.
Public Function CchcCall(ByVal name As String, ByVal arguments As Variant) As Variant
    On Error GoTo failed
    CchcCall = WithErrors(Server().CallUDF("xl_addin.udfs", name, arguments))
    Exit Function
failed:
    CchcCall = CVErr(xlErrNA)
End Function

' A button of the ribbon: the macro of that name gets the open workbook as something to read.
Public Sub CchcPress(control As IRibbonControl)
    Dim python As Object
    On Error GoTo failed
    Set python = Server()
    python.Call python.Module("macros_py.ribbon"), "press", python.Tuple(CStr(control.ID), ActiveWorkbook)
    Exit Sub
failed:
    MsgBox "CCHC: " & Err.Description & vbCrLf & Said("{remedy}"), vbExclamation, "CCHC"
End Sub

Private Function Server() As Object
    Dim folder As String, result As Variant
    folder = Setting("folder")
    If folder = "" Then Err.Raise vbObjectError + 1, , INI_FILE
    If LoadDll(folder & "\" & DLL_NAME) = 0 Then Err.Raise vbObjectError + 2, , folder & "\" & DLL_NAME
    If ActivateAuto(result, StartLine(folder), 1) <> 0 Then Err.Raise vbObjectError + 3, , CStr(result)
    Set Server = result
End Function

' -I: nothing from variables or the current folder; -B: nothing is written beside the sources.
Private Function StartLine(ByVal folder As String) As String
    StartLine = """" & folder & "\pythonw.exe"" -I -B -c ""import xlwings; xlwings.serve('$(CLSID)')"""
End Function

' A line name=value of the settings file beside this add-in.
Private Function Setting(ByVal name As String) As String
    Dim number As Integer, textLine As String
    number = FreeFile
    Open ThisWorkbook.Path & "\" & INI_FILE For Input As #number
    Do While Not EOF(number)
        Line Input #number, textLine
        If Left$(textLine, Len(name) + 1) = name & "=" Then Setting = Mid$(textLine, Len(name) + 2)
    Loop
    Close #number
End Function

' Names of errors become Excel errors, in one value, a row or a block.
Private Function WithErrors(ByVal value As Variant) As Variant
    Dim row As Long, column As Long
    If Not IsArray(value) Then
        WithErrors = OneValue(value)
        Exit Function
    End If
    If Dimensions(value) = 1 Then
        For column = LBound(value) To UBound(value)
            value(column) = OneValue(value(column))
        Next column
    Else
        For row = LBound(value, 1) To UBound(value, 1)
            For column = LBound(value, 2) To UBound(value, 2)
                value(row, column) = OneValue(value(row, column))
            Next column
        Next row
    End If
    WithErrors = value
End Function

Private Function Dimensions(ByVal value As Variant) As Long
    Dimensions = 1
    On Error GoTo found
    If UBound(value, 2) >= 0 Then Dimensions = 2
found:
End Function

Private Function OneValue(ByVal value As Variant) As Variant
    OneValue = value
    If VarType(value) <> vbString Then Exit Function
    Select Case value
        Case "#NULL!": OneValue = CVErr(xlErrNull)
        Case "#DIV/0!": OneValue = CVErr(xlErrDiv0)
        Case "#VALUE!": OneValue = CVErr(xlErrValue)
        Case "#REF!": OneValue = CVErr(xlErrRef)
        Case "#NAME?": OneValue = CVErr(xlErrName)
        Case "#NUM!": OneValue = CVErr(xlErrNum)
        Case "#N/A": OneValue = CVErr(xlErrNA)
    End Select
End Function

' VBA sources hold no Vietnamese: a letter outside ASCII is written as ~ and four hexadecimal digits.
Public Function Said(ByVal text As String) As String
    Dim place As Long
    place = InStr(text, "~")
    Do While place > 0
        Said = Said & Left$(text, place - 1) & ChrW(CLng("&H" & Mid$(text, place + 1, 4)))
        text = Mid$(text, place + 5)
        place = InStr(text, "~")
    Loop
    Said = Said & text
End Function
