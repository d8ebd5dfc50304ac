# Completions of gratis for fish. Load them in this shell:  gratis completions fish | source
# or in every one:  gratis completions fish > ~/.config/fish/completions/gratis.fish
function __gratis_complete
    set -l rest (string replace -r '^\s*\S+\s?' '' -- (commandline -cp))
    set -l offers (gratis "[suggest:"(string length -- "$rest")"]" "$rest" 2>/dev/null | string match -r '.+')
    if set -q offers[1]
        printf '%s\n' $offers
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c gratis -f -a '(__gratis_complete)'
