# Completions of gratis for fish. Load them in this shell:  gratis completions fish | source
# or in every one:  gratis completions fish > ~/.config/fish/completions/gratis.fish
function __gratis_complete
    set -l rest (string replace -r '^\s*\S+\s?' '' -- (commandline -cp))
    gratis "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null
end
complete -c gratis -a '(__gratis_complete)'
