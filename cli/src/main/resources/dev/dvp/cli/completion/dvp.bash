# Completion of dvp for bash: dvp itself is asked what may come next.
#
#   source <(dvp completion bash)

# _dvp_plain WORD: sets REPLY to what bash makes of a word's quotes, and quote to the one that is still open.
_dvp_plain() {
  local text=$1 at char
  REPLY='' quote=''
  for ((at = 0; at < ${#text}; at++)); do
    char=${text:at:1}
    if [[ $char == "$quote" && -n $quote ]]; then
      quote=''
    elif [[ $char == \\ && $quote != "'" ]]; then
      at=$((at + 1))
      REPLY+=${text:at:1}
    elif [[ -z $quote && ($char == "'" || $char == '"') ]]; then
      quote=$char
    else
      REPLY+=$char
    fi
  done
  # shellcheck disable=SC2088 # a tilde that bash has not seen to yet
  [[ $text != '~/'* ]] || REPLY=$HOME${REPLY#'~'}
}

_dvp() {
  local IFS=$' \t\n' REPLY quote word at rest=$COMP_LINE trimmed
  local -a words=() arguments=()
  COMPREPLY=()
  # bash takes words apart at each = and : too; what had no blank between is one word.
  for ((at = 0; at <= COMP_CWORD; at++)); do
    word=${COMP_WORDS[at]}
    trimmed=${rest#"${rest%%[!$' \t\n']*}"}
    if ((at == 0)) || [[ $trimmed != "$rest" ]]; then
      words+=("$word")
    else
      words[${#words[@]} - 1]+=$word
    fi
    rest=${trimmed#"$word"}
  done
  for word in "${words[@]}"; do
    _dvp_plain "$word"
    arguments+=("$REPLY")
  done
  # What stands before the part that bash is going to replace.
  local whole=$REPLY part=${COMP_WORDS[COMP_CWORD]}
  [[ $part != [=:] ]] || part=''
  _dvp_plain "$part"
  local before=${whole%"$REPLY"} begun=$REPLY

  local also='' value description
  while IFS=$'\t' read -r value description; do
    if [[ -z $also ]]; then
      also=$value
      continue
    fi
    value=${value#"$before"}
    [[ -n $quote ]] || printf -v value %q "$value"
    COMPREPLY+=("$value")
  done < <(DVP_NO_BUILD=1 "${arguments[0]}" __complete "${arguments[@]:1}" 2>/dev/null)

  local -a options=(+o default)
  case $also in
    files) options=() ;;
    folders)
      if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
        options=(+o default -o dirnames)
      else
        while IFS= read -r value; do
          COMPREPLY+=("$value")
        done < <(compgen -d -- "$begun")
        options=(+o default -o filenames)
      fi
      ;;
  esac
  # More is to be written behind `M101=` and `profile.`.
  [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *[=.] ]] || options+=(-o nospace)
  # bash 3 has no compopt: it then offers files where nothing else fits.
  [[ ${#options[@]} -eq 0 ]] || compopt "${options[@]}" 2>/dev/null || true
}

complete -o default -F _dvp dvp dvp.sh
