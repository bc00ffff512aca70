# Words of the interface in English.
language-name = English
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-alone-1 = January
month-alone-2 = February
month-alone-3 = March
month-alone-4 = April
month-alone-5 = May
month-alone-6 = June
month-alone-7 = July
month-alone-8 = August
month-alone-9 = September
month-alone-10 = October
month-alone-11 = November
month-alone-12 = December
date-day = { $day } { $month } { $year }
date-day-of-year = { $day } { $month }
date-month = { $month } { $year }
date-year = { $year }
date-circa = c. { $year }
date-circa-day = c. { $day } { $month } { $year }
before-start = before { $year }
to-today = today
area = { $km2 } km²
group-mark = ,
decimal-mark = .
list-mark = { ", " }
colon = { ": " }
north = N

moment-end-of-year = the year as on its last day
moment-last-day = as on the last day that the data cover
legend-unit = km²
legend-claimed-by = Claimed by { $name }
legend-line-treaty = Line of a treaty in force
legend-line-armistice = Line of control
legend-line-claim = Line that one side claims
legend-advance = Landing or advance
legend-stone = Stone of the border
legend-towns = Town, over and under 20,000
degrees-north = { $degrees } N
degrees-south = { $degrees } S
degrees-east = { $degrees } E
degrees-west = { $degrees } W
foot-projection = Lambert azimuthal equal-area, centre { $lat } { $lon }
foot-scale = Scale { $scale }
foot-between = { " · " }
foot-tints = sea tints at { $depths } m
landings-title = Landings and advances

kind-treaty = Treaty or instrument
kind-war = War
kind-contact = Voyage or contact
kind-incident = Incident
kind-diplomacy = Diplomacy
kind-administration = Administration
kind-disaster = Disaster

status-sovereign = Sovereign
status-treaty = Sovereign by treaty
status-occupation = Military occupation
status-control = Control in fact
status-joint = Joint possession
status-posts = Trading posts; no state rule
status-none = No state rule
status-disputed = Held, and disputed
status-undetermined = Undetermined

confidence-high = Confidence high
confidence-medium = Confidence medium
confidence-low = Confidence low

claimed-by = claimed by { $names }
claim-dropped = no longer claimed by { $names }
article = Art. { $number }
fact-date = Date
fact-place = Place
fact-signed = Signed
fact-ratified = Ratified
fact-exchanged = Ratifications exchanged
fact-in-force = In force
fact-transferred = Handed over
fact-lapsed = Lapsed
fact-parties = Parties
fact-people = People
fact-signatories = Signed by
fact-signed-for = Signed for: { $party }
fact-area = Area
fact-holders = Holders
holders-since = { $count ->
    [one] { $count } since { $year }
   *[other] { $count } since { $year }
}

card-in-year = In { $year }
card-events = { $count ->
    [0] no events
    [one] 1 event
   *[other] { $count } events
}
card-no-event = Nothing in the atlas is dated to this year.
card-on-map = On the map
card-marks = Marks on the map
card-touches = Touches
card-sources = { $count ->
    [one] 1 source
   *[other] { $count } sources
}
card-selected = Selected
card-holders = Holders
card-island-events = Events
card-why = Why this colour?
card-close = Close the card
card-nothing-selected = Click an island to read its story.

menu-file = File
menu-view = View
menu-go = Go
menu-help = Help
command-save-picture = Save picture…
command-copy-picture = Copy picture
command-copy-link = Copy link
command-undo = Undo
command-redo = Redo
command-quit = Quit
command-fit = Whole map
command-zoom-in = Zoom in
command-zoom-out = Zoom out
command-previous-year = Previous year
command-next-year = Next year
command-previous-decade = Ten years back
command-next-decade = Ten years on
command-previous-change = Previous change
command-next-change = Next change
command-start = First year
command-end = Last year
command-play = Play or pause
command-loop = Play in a loop
command-chart = Area by state
command-theme = Light or dark
command-graticule = Graticule
command-labels = Names
command-towns = Towns
command-boundaries = Treaty lines
command-deselect = Clear the selection
command-about = About this atlas
menu-language = Language
menu-speed = Speed
menu-all = Menu
menu-rest = More
speed-years = { $count } years a second

time-field = Year or date
time-field-hint = 1905, 1905-10 or 1905-10-14
time-all = All lands
time-slider = Time
time-play = Play
time-pause = Pause
map-name = Map
chart-title = Square kilometres by state
chart-hint = Click the chart to go to a year.
close = Close

save-title = Save picture
save-path = File (.png or .svg)
save-button = Save
save-choose = Choose…
save-cancel = Cancel
save-done = Saved { $path }
save-failed = Not saved: { $reason }
save-no-dialog = No file dialog can open here; type a path.
save-replaces = { $path } is there already. Replace it?
save-replace = Replace
link-copied = The link of this view is on the clipboard.
link-left-out = Left out of the link, since it is not known here: { $parts }
copy-done = Picture copied
copy-failed = Not copied: { $reason }
memory-damaged = The file with your settings could not be read ({ $reason }); the defaults are in use.
about-data = Outlines: { $attribution }. The history is the atlas's own, from the sources that each card names.
about-version = Version { $version }

born = born { $day }
died = died { $day }

card-act = By
card-otherwise = Other views say otherwise:
card-cite = Copy a line to cite
card-wanted = What each side wanted
card-agreed = What was agreed
card-left-open = What it left open
card-before = What led to it
card-after = What came of it
card-person = Person
card-person-events = Took part in

kinds-menu = Kinds
kinds-all = All kinds
command-relief = Relief
command-depths = Sea depths
command-waterlines = Water lines
command-inland-waters = Lakes and rivers
command-events = Marks of events
command-insets = Insets
command-disputes = Where the views differ
disputes-short = Views differ
disputes-on = { $day }: { $count ->
    [0] all views colour every territory alike.
    [one] the views colour 1 territory differently.
   *[other] the views colour { $count } territories differently.
}
command-search = Search…
search-title = Search
search-hint = An island, a town, a person, an event
search-nothing = Nothing in the atlas has such a name.
search-land = land
search-place = place
search-person = person
search-event = event
length-km = { $length } km
length-m = { $length } m
command-panel = Side panel
town-size-1 = over 100,000 people
town-size-2 = over 20,000 people
town-size-3 = over 5,000 people
town-size-4 = fewer than 5,000 people

column-territory = Id
column-name = Name
column-holder = Holder
column-status = Right
column-since = Since
column-until = Until
column-claimants = Claimed by
column-confidence = Confidence
column-event = Event
column-date = Date
column-end = End
column-kind = Kind
column-title = Title
column-place = Place
column-in-force = In force
column-area = Area
grade-high = high
grade-medium = medium
grade-low = low
crash = { $program } has ended by an error of its own. A report lies in { $path }
crash-unwritten = { $program } has ended by an error of its own, and the report could not be written: { $reason }
crash-before = The last sitting ended by an error of the program. A report lies in { $path }
about-licences = Software in this program, and its licences
date-not-covered = The atlas covers the days from { $first } to { $last }.
search-group = group of territories
search-date = date
time-field-fault = A date is written as 1905, 1905-10 or 1905-10-14.
citation = { $territory } on { $day }: { $holder }, { $right } ({ $basis }; { $confidence }). In: { $atlas } { $version }, lens “{ $lens }”, { $link }. Sources: { $sources }.
citation-event = { $title }, { $day } ({ $confidence }). In: { $atlas } { $version }, { $link }. Sources: { $sources }.
citation-accessed = { $citation } Accessed { $day }.
citation-copied = The line to cite is on the clipboard.
command-close = Close what is on top
command-help = How to read this map
help-reading = The map
help-fill = The fill of land is its holder on the day, by the question chosen above.
help-hatch = Thin lines over it are a claim of somebody else, in that claimant’s colour; islands too small for them have an outline in it.
help-stripes = Broad stripes of two colours are joint possession.
help-dots = Dots are land that no state held, named after the peoples who lived there.
help-lines = Red lines are borders: solid by a treaty in force, dashed where control ends, dotted where only one side draws it. Arrows are landings and advances.
help-lenses = The buttons at the top ask four questions; “Views differ” lists where the answers part.
help-confidence = Every card says what it rests on and how sure that is.
help-keys = Keys
help-map-keys = With the map in focus (Tab): arrows move it, + and − zoom, Shift and an arrow go to the next island.
hint-first = Drag along the years below, click an island, or change the question above. F1 tells how to read the map.
time-loop = Play in a loop
time-speed = Speed: { $count } years a second
menu-text-size = Text size
percent = { $count }%
command-high-contrast = High contrast
command-less-motion = Less motion
command-table = Table of the day
table-title = Who holds what: { $day }
table-csv = Save as CSV…
save-table-title = Save table
save-table-path = File (.csv)
save-table-ending = the name of a table ends in .csv
legend-name = Legend
map-territories = Territories on the map
live-name = What has changed
sentence-mark = { ". " }
spoken-territory = { $territory }: { $holder }, { $right }, { $since }
spoken-more = and { $count ->
    [one] 1 more
   *[other] { $count } more
}
spoken-lens = View: { $lens }
spoken-card = Card: { $title }
since-day = since { $day }
since-about = since { $day }
since-start = since before { $year }
right-sovereign = sovereign
right-treaty = by treaty
right-occupation = by military occupation
right-control = in fact
right-joint = in joint possession
right-posts = trading posts, no state rule
right-none = no state rule
right-disputed = held, and disputed
right-undetermined = undetermined
scroll-bar = Scroll bar
