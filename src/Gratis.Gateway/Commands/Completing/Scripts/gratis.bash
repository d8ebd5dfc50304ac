# Completions of gratis for bash. Load them in this shell:  source <(gratis completions bash)
# or in every one:  gratis completions bash > ~/.local/share/bash-completion/completions/gratis
_gratis() {
    local line="${COMP_LINE#"${COMP_LINE%%[![:space:]]*}"}"
    local rest="${line#*[[:space:]]}"
    local point=$(( COMP_POINT - (${#COMP_LINE} - ${#rest}) ))
    (( point < 0 )) && point=0

    # The word as it was typed: readline breaks words at colons, and the ids of models hold some.
    local typed="${rest:0:point}"
    local word="${typed##*[[:space:]]}"
    local cut=""
    [[ "$COMP_WORDBREAKS" == *:* && "$word" == *:* ]] && cut="${word%"${word##*:}"}"

    local offer
    COMPREPLY=()
    while IFS= read -r offer; do
        offer="${offer%$'\r'}"
        [[ -n "$offer" && "$offer" == "$word"* ]] && COMPREPLY+=( "${offer#"$cut"}" )
    done < <("${COMP_WORDS[0]}" "[suggest:$point]" "$rest" 2>/dev/null)
}
complete -o default -F _gratis gratis
