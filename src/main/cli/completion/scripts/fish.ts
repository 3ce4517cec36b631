export const FISH = `# fish completion for evenkeel: source it, or save it as ~/.config/fish/completions/evenkeel.fish.
function __evenkeel_complete
    set -l words (commandline -opc)
    set -l token (commandline -ct)
    # Quotes and backslashes are the shell's; a quote that is still open means nothing to string unescape.
    set -l current (string unescape -- $token; or echo $token)
    set -l lines ($words[1] __complete $words[2..-1] "$current" 2>/dev/null)
    string join \\n -- $lines[2..-1]
    set -l option (string match -r -- '^--[^=]*=' $token)
    switch "$lines[1]"
        case files
            string replace -r -- '^' "$option" (__fish_complete_path (string replace -- "$option" '' "$current"))
        case folders
            string replace -r -- '^' "$option" (__fish_complete_directories (string replace -- "$option" '' "$token") folder)
    end
end
complete -c evenkeel -e
complete -c evenkeel -f -a '(__evenkeel_complete)'
`;
