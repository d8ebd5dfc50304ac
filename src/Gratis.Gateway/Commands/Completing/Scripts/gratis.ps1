# Completions of gratis for PowerShell. Load them in this session:  gratis completions pwsh | Out-String | Invoke-Expression
# or in every one:  add that line to $PROFILE
Register-ArgumentCompleter -Native -CommandName gratis -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString().PadRight($cursorPosition - $commandAst.Extent.StartOffset)
    $rest = $line -replace '^\S+\s?', ''
    $point = [Math]::Max(0, $cursorPosition - $commandAst.Extent.StartOffset - ($line.Length - $rest.Length))
    & $commandAst.CommandElements[0].Value "[suggest:$point]" "$rest" 2>$null |
        Where-Object { $_ -and $_.StartsWith($wordToComplete, [StringComparison]::OrdinalIgnoreCase) } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
