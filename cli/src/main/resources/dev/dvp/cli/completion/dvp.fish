# Completion of dvp for fish: dvp itself is asked what may come next.
#
#   dvp completion fish > ~/.config/fish/completions/dvp.fish

function __dvp_complete
    set -l words (commandline -opc)
    set -l begun (commandline -ct)
    # What the word at the cursor means; a quote that is still open is the user's to close.
    set -l plain (string unescape -- $begun 2>/dev/null; or string replace -ra '^[\'"]' '' -- $begun)
    set -l dvp (string replace -r '^~/' "$HOME/" -- $words[1])
    set -e words[1]
    set -l lines (DVP_NO_BUILD=1 command $dvp __complete $words "$plain" 2>/dev/null)
    set -l told (string split -m 1 \t -- $lines[1])
    set -e lines[1]
    test (count $lines) -eq 0; or printf '%s\n' $lines
    switch "$told[1]"
        case files
            __dvp_paths __fish_complete_path "$plain" "$told[2]"
        case folders
            __dvp_paths __fish_complete_directories "$plain" "$told[2]"
    end
end

# __dvp_paths FUNCTION WORD BEFORE: the paths that may follow what stands before them in the word
function __dvp_paths
    set -l path (string sub -s (math (string length -- "$argv[3]") + 1) -- "$argv[2]")
    for found in ($argv[1] "$path" "")
        printf '%s%s\n' "$argv[3]" $found
    end
end

complete -c dvp -f -k -a '(__dvp_complete)'
complete -c dvp.sh -f -k -a '(__dvp_complete)'
