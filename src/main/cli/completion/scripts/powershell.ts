export const POWERSHELL = `# PowerShell completion for evenkeel: run "evenkeel completion powershell | Out-String | Invoke-Expression" in your $PROFILE.
Register-ArgumentCompleter -Native -CommandName evenkeel -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { "$_".Trim("'", '"') })
    $program = $words[0]
    $words = @($words | Select-Object -Skip 1)
    # A word that has not begun yet is no element.
    if ($wordToComplete -eq '') { $words += '' }
    # Windows PowerShell leaves empty words out unless they are quoted themselves.
    if ($PSVersionTable.PSVersion.Major -lt 7) { $words = @($words | ForEach-Object { if ($_ -eq '') { '""' } else { $_ } }) }
    $own, $lines = @(& $program __complete @words 2>$null)
    foreach ($line in $lines) {
        $value, $meaning = $line -split "\`t", 2
        if (-not $meaning) { $meaning = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
    }
    if ($own -eq 'folders') { [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) | Where-Object ResultType -eq 'ProviderContainer' }
    if ($own -eq 'files') { [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) }
}
`;
