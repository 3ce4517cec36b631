export const ZSH = `#compdef evenkeel
# zsh completion for evenkeel: source it, or save it as _evenkeel in a folder of $fpath.
_evenkeel() {
  local -a lines whole begun
  local line value meaning
  lines=("\${(@f)$("\${(Q)words[1]}" __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  for line in "\${(@)lines[2,-1]}"; do
    value=\${line%%$'\\t'*}
    meaning=\${line#*$'\\t'}
    if [[ $value == */ ]]; then
      begun+=("$value")
    else
      whole+=("\${value//:/\\\\:}\${meaning:+:$meaning}")
    fi
  done
  (( \${#whole} )) && _describe -t words word whole
  (( \${#begun} )) && compadd -S '' -- "\${begun[@]}"
  [[ \${words[CURRENT]} == --*=* && $lines[1] != nothing ]] && compset -P '*='
  case $lines[1] in
    files) _files ;;
    folders) _files -/ ;;
  esac
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _evenkeel "$@"
else
  compdef _evenkeel evenkeel
fi
`;
