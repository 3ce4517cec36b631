/** For bash 3.2 or newer (as macOS has it). */
export const BASH = `# bash completion for evenkeel: source it, or put it where bash-completion looks.
_evenkeel() {
  # The words up to the cursor. bash breaks them at = and :, which belong to options and addresses here.
  local words=() word glued=no i
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ \${#words[@]} -gt 0 && ( $glued = yes || $word =~ ^[=:]+$ ) ]]; then
      words[\${#words[@]} - 1]+=$word
      [[ $word =~ ^[=:]+$ ]] && glued=yes || glued=no
    else
      words+=("$word")
      glued=no
    fi
  done
  local current=\${words[\${#words[@]} - 1]}
  # What stands before the part that bash replaces.
  local before=''
  [[ $current == *[=:]* && $COMP_WORDBREAKS == *:* ]] && before=\${current%"\${current##*[=:]}"}
  local own='' line value
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ -z $own ]]; then
      own=$line
      continue
    fi
    value=\${line%%$'\\t'*}
    [[ $value == */ ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("$(printf '%q' "\${value#"$before"}")")
  done < <("\${COMP_WORDS[0]}" __complete "\${words[@]}" 2>/dev/null)
  local part=\${current##--*=}
  case $own in
    files) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$part") ;;
    folders) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$part") ;;
    *) return ;;
  esac
  compopt -o filenames 2>/dev/null
}
complete -F _evenkeel evenkeel
`;
