# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_okhotsk_global_optspecs
    string join \n date= lens= lang= data= select= theme= open= h/help V/version
end

function __fish_okhotsk_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_okhotsk_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_okhotsk_using_subcommand
    set -l cmd (__fish_okhotsk_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c okhotsk -n "__fish_okhotsk_needs_command" -l date -d 'A year (its 31 December), a month (its last day) or a day: 1905, 1905-10, 1905-10-14, \'14 Oct 1905\', \'26 January 1855 OS\', \'Ansei 1.12.21\'' -r
complete -c okhotsk -n "__fish_okhotsk_needs_command" -l lens -d 'Which question the map answers, by the id of a lens of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_needs_command" -l lang -d 'Language of words and names: en, ja or ru; without it the system\'s, or in CSV and JSON the first of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_needs_command" -l data -d 'Another atlas: a folder with history/ and geodata/' -r -F
complete -c okhotsk -n "__fish_okhotsk_needs_command" -l select -d 'Select an island, a territory or the first territory of a group, by its id' -r
complete -c okhotsk -n "__fish_okhotsk_needs_command" -l theme -d 'Light or dark' -r -f -a "light\t'Dark ink on light paper'
dark\t'Light ink on a dark ground'
light-contrast\t'As light, of high contrast'
dark-contrast\t'As dark, of high contrast'"
complete -c okhotsk -n "__fish_okhotsk_needs_command" -l open -d 'The view of a link, as \'Copy link\' in the window gives it, or of a PNG, SVG, PDF or WebP that was saved here' -r
complete -c okhotsk -n "__fish_okhotsk_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -s V -l version -d 'Print version'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "export" -d 'Save the map of a day as a picture'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "state" -d 'Who holds what on a day'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "spans" -d 'All stretches of holding of some territories, or of all'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "events" -d 'What happened'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "cite" -d 'A line to cite who holds a territory on a day and by what right, or what an event was'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "disputes" -d 'Where the lenses colour a territory differently on a day'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "sources" -d 'What the atlas rests on: its sources, and what rests on each'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "areas" -d 'Square kilometres by holder'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "check" -d 'List every problem of an atlas, exit code 1 if there is any, and what should be better'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "new" -d 'Begin an atlas of your own: a small example with comments'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "import" -d 'Make an atlas from any GeoJSON whose features carry dates'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "outlines" -d 'Make the outline files of an atlas from raw land polygons'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "completions" -d 'Print a completion script for a shell'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "man" -d 'Print the manual page'
complete -c okhotsk -n "__fish_okhotsk_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l as -d 'What it is, whatever the file is called' -r -f -a "png\t'Pixels'
svg\t'Shapes'
pdf\t'A page'
gif\t'A film of 256 colours'
apng\t'A film of all colours'
webp\t'A film of all colours, smaller'
mp4\t'A video, by ffmpeg'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l open -d 'Begin with the view of a link, or of a picture that was saved here' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l from -d 'A film from this date on' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l to -d 'A film up to this date' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l step -d 'A picture for every change of the map, for every year, or for every so many years' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l tour -d 'A film of a story: the id of one of the atlas, or a file' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l seconds -d 'How long a picture of a film stays, in seconds; without it 1.5 for a change, 0.2 for a year, and for a stop of a story as long as it takes to read' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l preset -d 'A size by its name, instead of --size' -r -f -a "slide\t'A slide with letters for a classroom: 1920x1080 pixels, of 960x540 points'
4k\t'3840x2160 pixels'
a4\t'A4 across, 300 pixels an inch'
a4-upright\t'A4 upright'
a3\t'A3 across'
a3-upright\t'A3 upright'
square\t'1080x1080 pixels'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l without -d 'Leave out of the picture, parted by commas: title, legend, foot' -r -f -a "title\t'The title'
legend\t'The legend'
foot\t'Scale, projection, sources and licence: say the last two beside the picture'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l date -d 'A year (its 31 December), a month (its last day) or a day: 1905, 1905-10, 1905-10-14, \'14 Oct 1905\', \'26 January 1855 OS\', \'Ansei 1.12.21\'' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l lens -d 'Which question the map answers, by the id of a lens of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l lang -d 'Language of words and names: en, ja or ru; without it the system\'s, or in CSV and JSON the first of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l data -d 'Another atlas: a folder with history/ and geodata/' -r -F
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l select -d 'Select an island, a territory or the first territory of a group, by its id' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l size -d 'Width and height of the picture in pixels, or of the paper in millimetres: 1920x1080, 297x210mm; a picture larger than 1920x1080 is that one with more pixels. With --scale in points' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l dpi -d 'Pixels an inch, instead of --scale; 300 where the size is in millimetres' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l scale -d 'Pixels a point (a point is 1/96 inch of paper)' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l with -d 'What stands beside and below the map: cards, chart, holders, time-bar, parted by commas; with no-map, chart and time bar alone' -r -f -a "cards\t'The cards of the open event and of what is selected'
chart\t'The chart of areas'
time-bar\t'The time bar'
holders\t'The holders of each territory as bars, instead of the areas in the chart'
no-map\t'No map'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l of -d 'The territory or group that the chart is of; without one, all land' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l compare -d 'What it is compared with: a date, a lens, or lenses for all of them at once' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l mode -d 'How two looks are shown' -r -f -a "side\t'Beside each other, or in a high picture one below the other'
swipe\t'The first to the left of a line in the middle, the second to the right'
diff\t'One map, of what is different'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l theme -d 'Light or dark, or either of high contrast' -r -f -a "light\t'Dark ink on light paper'
dark\t'Light ink on a dark ground'
light-contrast\t'As light, of high contrast'
dark-contrast\t'As dark, of high contrast'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l area -d 'An island, a territory, a group, or west,south,east,north in degrees; without one, the whole map' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l once -d 'The film ends at its end and does not begin again'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -l outlines -d 'Write the texts of an SVG as outlines, which look the same everywhere'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand state" -l date -d 'A year (its 31 December), a month (its last day) or a day: 1905, 1905-10, 1905-10-14, \'14 Oct 1905\', \'26 January 1855 OS\', \'Ansei 1.12.21\'' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand state" -l lens -d 'Which question the map answers, by the id of a lens of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand state" -l lang -d 'Language of words and names: en, ja or ru; without it the system\'s, or in CSV and JSON the first of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand state" -l data -d 'Another atlas: a folder with history/ and geodata/' -r -F
complete -c okhotsk -n "__fish_okhotsk_using_subcommand state" -l format -d 'How it is written' -r -f -a "table\t'Columns to read'
csv\t'Comma-separated values'
json\t'An array of objects'
geojson\t'With the shapes of the territories, or the places of what happened'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand state" -l headings -d 'In CSV, columns and words of the program in the language instead of ids'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand state" -l bom -d 'Begin CSV with a byte-order mark, by which spreadsheets know its letters'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand state" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand spans" -l from -d 'Nothing before the first day of this date' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand spans" -l to -d 'Nothing after the last day of this date' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand spans" -l lens -d 'Which question the map answers, by the id of a lens of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand spans" -l lang -d 'Language of words and names: en, ja or ru; without it the system\'s, or in CSV and JSON the first of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand spans" -l data -d 'Another atlas: a folder with history/ and geodata/' -r -F
complete -c okhotsk -n "__fish_okhotsk_using_subcommand spans" -l format -d 'How it is written' -r -f -a "table\t'Columns to read'
csv\t'Comma-separated values'
json\t'An array of objects'
geojson\t'With the shapes of the territories, or the places of what happened'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand spans" -l headings -d 'In CSV, columns and words of the program in the language instead of ids'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand spans" -l bom -d 'Begin CSV with a byte-order mark, by which spreadsheets know its letters'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand spans" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -l from -d 'Nothing before the first day of this date' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -l to -d 'Nothing after the last day of this date' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -l kind -d 'Only of this kind: treaty, war, contact, incident, diplomacy, administration, disaster; may be given again' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -l territory -d 'Only what touched this territory or group; may be given again' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -l lang -d 'Language of words and names: en, ja or ru; without it the system\'s, or in CSV and JSON the first of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -l data -d 'Another atlas: a folder with history/ and geodata/' -r -F
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -l format -d 'How it is written' -r -f -a "table\t'Columns to read'
csv\t'Comma-separated values'
json\t'An array of objects'
geojson\t'With the shapes of the territories, or the places of what happened'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -l headings -d 'In CSV, columns and words of the program in the language instead of ids'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -l bom -d 'Begin CSV with a byte-order mark, by which spreadsheets know its letters'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand events" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand cite" -l date -d 'A year (its 31 December), a month (its last day) or a day: 1905, 1905-10, 1905-10-14, \'14 Oct 1905\', \'26 January 1855 OS\', \'Ansei 1.12.21\'' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand cite" -l lens -d 'Which question the map answers, by the id of a lens of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand cite" -l lang -d 'Language of words and names: en, ja or ru; without it the system\'s, or in CSV and JSON the first of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand cite" -l data -d 'Another atlas: a folder with history/ and geodata/' -r -F
complete -c okhotsk -n "__fish_okhotsk_using_subcommand cite" -l format -d 'How it is written' -r -f -a "text\t'A line'
bibtex\t'An entry of BibTeX'
ris\t'A record of RIS'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand cite" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand disputes" -l date -d 'A year (its 31 December), a month (its last day) or a day: 1905, 1905-10, 1905-10-14, \'14 Oct 1905\', \'26 January 1855 OS\', \'Ansei 1.12.21\'' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand disputes" -l lang -d 'Language of words and names: en, ja or ru; without it the system\'s, or in CSV and JSON the first of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand disputes" -l data -d 'Another atlas: a folder with history/ and geodata/' -r -F
complete -c okhotsk -n "__fish_okhotsk_using_subcommand disputes" -l format -d 'How it is written' -r -f -a "table\t'Columns to read'
csv\t'Comma-separated values'
json\t'An array of objects'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand disputes" -l headings -d 'In CSV, columns and words of the program in the language instead of ids'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand disputes" -l bom -d 'Begin CSV with a byte-order mark, by which spreadsheets know its letters'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand disputes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand sources" -l kind -d 'Only of this kind: treaty, document, archive, book, article, web, map, dataset; may be given again' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand sources" -l lang -d 'Language of words and names: en, ja or ru; without it the system\'s, or in CSV and JSON the first of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand sources" -l data -d 'Another atlas: a folder with history/ and geodata/' -r -F
complete -c okhotsk -n "__fish_okhotsk_using_subcommand sources" -l format -d 'How it is written' -r -f -a "table\t'Columns to read'
csv\t'Comma-separated values'
json\t'An array of objects'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand sources" -l headings -d 'In CSV, columns and words of the program in the language instead of ids'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand sources" -l bom -d 'Begin CSV with a byte-order mark, by which spreadsheets know its letters'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand sources" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -l date -d 'A year (its 31 December), a month (its last day) or a day: 1905, 1905-10, 1905-10-14, \'14 Oct 1905\', \'26 January 1855 OS\', \'Ansei 1.12.21\'' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -l lens -d 'Which question the map answers, by the id of a lens of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -l lang -d 'Language of words and names: en, ja or ru; without it the system\'s, or in CSV and JSON the first of the atlas' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -l data -d 'Another atlas: a folder with history/ and geodata/' -r -F
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -l every -d 'On the last day of every year, or on every day on which they change, instead of on one day' -r -f -a "year\t'The last day of every year'
change\t'Every day on which the areas change'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -l of -d 'Only of these territories, islands or groups, by their ids' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -l format -d 'How it is written' -r -f -a "table\t'Columns to read'
csv\t'Comma-separated values'
json\t'An array of objects'"
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -l headings -d 'In CSV, columns and words of the program in the language instead of ids'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -l bom -d 'Begin CSV with a byte-order mark, by which spreadsheets know its letters'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand areas" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand check" -l strict -d 'Exit code 1 too if something should be better'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand check" -s h -l help -d 'Print help'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand new" -s h -l help -d 'Print help'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand import" -l start -d 'The property that says when a feature begins: a year, a month or a day (1850, 1850-03-01); without a value it is there from the first day' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand import" -l end -d 'The property that says the last year, month or day of it; without a value it is there for good' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand import" -l name -d 'The property with its name; PROP_ja or PROP:ja is taken for the name in that language' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand import" -l holder -d 'The property that says who holds it; without one, each is held by whom it is called after' -r
complete -c okhotsk -n "__fish_okhotsk_using_subcommand import" -s h -l help -d 'Print help'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand outlines" -l recipe -d 'What to make of the polygons; without one, the recipe of the bundled atlas' -r -F
complete -c okhotsk -n "__fish_okhotsk_using_subcommand outlines" -s h -l help -d 'Print help'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand completions" -s h -l help -d 'Print help'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand man" -s h -l help -d 'Print help'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "export" -d 'Save the map of a day as a picture'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "state" -d 'Who holds what on a day'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "spans" -d 'All stretches of holding of some territories, or of all'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "events" -d 'What happened'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "cite" -d 'A line to cite who holds a territory on a day and by what right, or what an event was'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "disputes" -d 'Where the lenses colour a territory differently on a day'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "sources" -d 'What the atlas rests on: its sources, and what rests on each'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "areas" -d 'Square kilometres by holder'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "check" -d 'List every problem of an atlas, exit code 1 if there is any, and what should be better'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "new" -d 'Begin an atlas of your own: a small example with comments'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "import" -d 'Make an atlas from any GeoJSON whose features carry dates'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "outlines" -d 'Make the outline files of an atlas from raw land polygons'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "completions" -d 'Print a completion script for a shell'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "man" -d 'Print the manual page'
complete -c okhotsk -n "__fish_okhotsk_using_subcommand help; and not __fish_seen_subcommand_from export state spans events cite disputes sources areas check new import outlines completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
