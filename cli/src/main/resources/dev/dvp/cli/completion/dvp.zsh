#compdef dvp dvp.sh
# Completion of dvp for zsh: dvp itself is asked what may come next.
#
#   dvp completion zsh > ~/.zfunc/_dvp    where $fpath has ~/.zfunc
#   source <(dvp completion zsh)          behind compinit

_dvp() {
  local dvp=${(Q)words[1]} also before line value description
  local -a arguments lines done open
  # Without their quotes; of the word at the cursor, what stands before it.
  arguments=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
  lines=("${(@f)$(DVP_NO_BUILD=1 ${dvp/#\~\//$HOME/} __complete "${arguments[@]}" 2>/dev/null)}")
  also=${lines[1]%%$'\t'*}
  before=${lines[1]#*$'\t'}
  for line in "${(@)lines[2,-1]}"; do
    [[ -n $line ]] || continue
    value=${${line%%$'\t'*}//:/\\:}
    description=${line#*$'\t'}
    # More is to be written behind `M101=` and `profile.`.
    if [[ $value == *[=.] ]]; then
      open+=("$value${description:+:$description}")
    else
      done+=("$value${description:+:$description}")
    fi
  done
  local result=1
  (( ! $#done )) || _describe -V -t values dvp done -M 'm:{a-zA-Z}={A-Za-z}' && result=0
  (( ! $#open )) || _describe -V -t values dvp open -M 'm:{a-zA-Z}={A-Za-z}' -S '' && result=0
  case $also in
    files | folders)
      [[ -z $before ]] || compset -P "${(b)before}"
      [[ $also == files ]] && _files || _files -/
      (( $? )) || result=0
      ;;
  esac
  return result
}

if [[ ${funcstack[1]} == _dvp ]]; then
  _dvp "$@"
else
  compdef _dvp dvp dvp.sh
fi
