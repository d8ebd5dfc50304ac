#compdef gratis
# Completions of gratis for zsh. Load them in this shell:  source <(gratis completions zsh)
# or in every one:  gratis completions zsh > "${fpath[1]}/_gratis"
_gratis() {
    local rest="${BUFFER#*[[:space:]]}"
    local point=$(( CURSOR - (${#BUFFER} - ${#rest}) ))
    (( point < 0 )) && point=0

    local -a offers
    offers=( "${(@f)$("${words[1]}" "[suggest:$point]" "$rest" 2>/dev/null)}" )
    offers=( ${offers:#} )
    (( ${#offers} )) && compadd -a offers || _files
}
if [ "$funcstack[1]" = "_gratis" ]; then _gratis "$@"; else compdef _gratis gratis; fi
