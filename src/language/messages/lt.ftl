# Šios kalbos pavadinimai ir skaičių dalys
percent = { $number } %
less-than = mažiau kaip { $value }
thousand = { $count ->
    [one] tūkstantis
    [few] tūkstančiai
    [many] tūkstančio
   *[other] tūkstančių
}
million = { $count ->
    [one] milijonas
    [few] milijonai
    [many] milijono
   *[other] milijonų
}
billion = { $count ->
    [one] milijardas
    [few] milijardai
    [many] milijardo
   *[other] milijardų
}
thousand-short = tūkst.
million-short = mln.
billion-short = mlrd.
interval = { $low } – { $high }
interval-from = nuo { $low } iki { $high }

# Kainos ir diskontavimas
in-prices = { $year } m. kainomis
discounted = diskontuota
not-discounted = nediskontuota

# Stulpeliai
column-average = vidutinės išlaidos
column-short-run = trumpojo laikotarpio ribinės išlaidos
column-long-run = ilgojo laikotarpio ribinės išlaidos
column-cashable = realiai atlaisvinamos biudžeto lėšos

# Požiūriai ir mokėtojai
perspective-public = visi viešojo sektoriaus mokėtojai
perspective-society = visuomenė
level-state = valstybė
level-municipality = savivaldybė
level-donor = donoras
level-insurer = draudikas
level-household = namų ūkis

# Dydžiai
measure-cost = išlaidos
measure-saving = sutaupymas
measure-people = vidutinis žmonių skaičius
measure-entries = patekimų skaičius
measure-outcome = rezultatas
measure-outcome-change = rezultato pokytis

# Lentelių ir puslapių žodžiai
baseline = dabartinė padėtis
policy = politika
payer = mokėtojas
category = kategorija
stage = etapas
year = metai
total = iš viso
mean = vidurkis
median = mediana
source = šaltinis
no-published-source = Šaltinis: paskelbtų šaltinių nėra; prielaidos
unknown = nežinoma
other = kita
compared-with = palyginti su „{ $baseline }“
parameters-not-known = { $count ->
    [one] nežinomas { $number } skaičius
    [few] nežinomi { $number } skaičiai
    [many] nežinoma { $number } skaičiaus
   *[other] nežinoma { $number } skaičių
}

# Simuliacijos
draws = { $count ->
    [one] { $number } simuliacija
    [few] { $number } simuliacijos
    [many] { $number } simuliacijos
   *[other] { $number } simuliacijų
}
share-of-draws = { $share } simuliacijų
in-share-of-draws = { $share } simuliacijų
years = { $count ->
    [one] { $number } metai
    [few] { $number } metai
    [many] { $number } metų
   *[other] { $number } metų
}
over-years = { $count ->
    [one] per { $number } metus
    [few] per { $number } metus
    [many] per { $number } metų
   *[other] per { $number } metų
}
in-year = { $year } m.
per-year = per metus

# Kryptis: parenkama pagal sutaupymo ženklą
saves = sutaupo
costs-more = kainuoja daugiau
may-save-or-cost = gali ir sutaupyti, ir kainuoti daugiau
no-difference = skirtumo nėra

# Antraštės
title-saves = „{ $policy }“ sutaupytų { $amount }
title-costs-more = „{ $policy }“ kainuotų { $amount } daugiau
title-unclear = „{ $policy }“ gali ir sutaupyti, ir kainuoti daugiau: { $interval }
title-no-difference = „{ $policy }“ nei sutaupytų, nei kainuotų daugiau
title-spending = Mažiausiai kainuotų „{ $lowest }“ – { $low }, daugiausia „{ $highest }“ – { $high }
title-spending-one = „{ $policy }“ kainuotų { $amount }
title-saves-every-year = „{ $policy }“ sutaupytų kasmet: { $interval } per metus
title-costs-every-year = „{ $policy }“ kasmet kainuotų daugiau: { $interval } per metus
title-saves-from = „{ $policy }“ sutaupytų nuo { $year } m.
title-costs-from = „{ $policy }“ kainuotų daugiau nuo { $year } m.
title-years-unclear = „{ $policy }“ atskirais metais gali ir sutaupyti, ir kainuoti daugiau
title-payers-both = { $saver } sutaupytų { $saved }; { $spender } mokėtų { $spent } daugiau
title-payers-save = Daugiausia sutaupytų { $saver }: { $saved }
title-payers-spend = Labiausiai padidėtų išlaidos, kurias moka { $spender }: { $spent }
title-payers-unclear = Nė vieno mokėtojo išlaidos tikrai nei sumažėtų, nei padidėtų

# Diagramų žodžiai
chart-below-zero = mažiau už nulį { $share } simuliacijų
chart-never-below-zero = nė vienoje simuliacijoje nėra mažiau už nulį
chart-always-below-zero = visose simuliacijose mažiau už nulį
chart-costs-more-side = kainuoja daugiau
chart-saves-side = sutaupo
chart-interval = 90 % simuliacijų: { $interval }
chart-interval-short = 90 %: { $interval }
chart-median-mean = mediana { $median }, vidurkis { $mean } (rombas)
chart-all-equal = visose simuliacijose { $value }
chart-cut-below = { $share } simuliacijų lieka kairiau ašies, iki { $end }.
chart-cut-above = { $share } simuliacijų lieka dešiniau ašies, iki { $end }.
chart-pays-less = moka mažiau
chart-pays-more = moka daugiau
chart-net = grynasis
chart-bands = Linija – vidurkis, juosta – 90 % simuliacijų.
chart-points = Taškas – vidurkis, linija – 90 % simuliacijų.
chart-whiskers = Plonos linijos – 90 % simuliacijų.
chart-joined = „{ $other }“ – { $number } mažiausios kategorijos kartu.

# Aprašymai, skaitomi vietoj diagramos
describe-stacked = Sudėtinės juostos, { $unit }.
describe-bar = { $name }: { $total }
describe-bar-interval = { $name }: { $total } (90 % simuliacijų: { $interval })
describe-largest = didžiausia dalis – { $category }, { $value }
describe-density = Sutaupymo skirstinys, { $unit }, { $draws }: mediana { $median }, vidurkis { $mean }, 90 % simuliacijų: { $interval }.
describe-density-equal = Sutaupymas visose simuliacijose vienodas: { $value }, { $unit }.
describe-years = Linijos pagal metus, { $unit }.
describe-line = { $name }: { $first-year } m. { $first }, { $last-year } m. { $last }
describe-line-one = { $name }: { $first-year } m. { $first }
describe-payers = Išlaidų pokytis pagal mokėtoją, { $unit }.
describe-payer-less = { $name } moka { $value } mažiau
describe-payer-more = { $name } moka { $value } daugiau
describe-payer-same = { $name } moka tiek pat
describe-payer-unclear = { $name } gali mokėti ir mažiau, ir daugiau: { $interval }

# Prieš skaičiavimą ir po jo
title-belief = { $name }: prieš skaičiavimą { $before }, po jo { $after }
title-beliefs = Labiausiai keičiasi: { $name }, nuo { $before } iki { $after }
chart-before-counts = prieš skaičiavimą
chart-counts-alone = vien suskaičiuota
chart-after-counts = po skaičiavimo
chart-beliefs-lines = Taškas – vidurkis, linija – 90 % intervalas.
describe-beliefs = Skaičiai prieš skaičiavimą ir po jo.
describe-belief = { $name }: prieš { $before } ({ $before-low }–{ $before-high }), suskaičiuota { $seen }, po { $after } ({ $after-low }–{ $after-high })

# Po vieną įvestį
title-tornado-saves = Jokia viena įvestis „{ $policy }“ sutaupymo nepaverčia išlaidomis; labiausiai jį keičia „{ $input }“: { $interval }
title-tornado-costs = Jokia viena įvestis nepadaro taip, kad „{ $policy }“ sutaupytų; labiausiai rezultatą keičia „{ $input }“: { $interval }
title-tornado-flips = „{ $input }“ viena pati gali pakeisti „{ $policy }“ sutaupymo ženklą: { $interval }
title-tornado-result = Rezultatą labiausiai keičia „{ $input }“: { $interval }
title-tornado-none = Rezultato nekeičia jokia įvestis
title-spider-saves = Jokia įvestis viena „{ $policy }“ sutaupymo nepaverčia išlaidomis
title-spider-costs = Jokia įvestis viena nepadaro taip, kad „{ $policy }“ sutaupytų
title-spider-turns = { $count ->
    [one] { $number } įvestis viena gali pakeisti „{ $policy }“ sutaupymo ženklą
    [few] { $number } įvestys po vieną gali pakeisti „{ $policy }“ sutaupymo ženklą
    [many] { $number } įvesties po vieną gali pakeisti „{ $policy }“ sutaupymo ženklą
   *[other] { $number } įvesčių po vieną gali pakeisti „{ $policy }“ sutaupymo ženklą
}
title-grid-both = „{ $policy }“ gali ir sutaupyti, ir kainuoti daugiau: { $share } „{ $across }“ ir „{ $up }“ simuliacijų – žemiau nulio
title-grid-saves = „{ $policy }“ sutaupo, kad ir kokie būtų „{ $across }“ ir „{ $up }“
title-grid-costs = „{ $policy }“ kainuoja daugiau, kad ir kokie būtų „{ $across }“ ir „{ $up }“
title-grid-result = Rezultatas pagal „{ $across }“ ir „{ $up }“: { $interval }
chart-input-low = įvesties 5 procentilis
chart-input-high = 95 procentilis
chart-inputs-together = kelios įvestys kartu, 90 % jų simuliacijų
chart-together = { $count ->
    [one] { $number } įvestis kartu
    [few] { $number } įvestys kartu
    [many] { $number } įvesties kartu
   *[other] { $number } įvesčių kartu
}
chart-at-means = visos įvestys vidutinės: { $value }
chart-tornado-bends = Plonos linijos: intervalo viduje rezultatas išeina už abiejų galų.
chart-tornado-further = { $count ->
    [one] Dar { $number } įvestis keičia rezultatą ne daugiau kaip { $value }.
    [few] Dar { $number } įvestys keičia rezultatą ne daugiau kaip po { $value }.
    [many] Dar { $number } įvesties keičia rezultatą ne daugiau kaip po { $value }.
   *[other] Dar { $number } įvesčių keičia rezultatą ne daugiau kaip po { $value }.
}
chart-spider-axis = įvesties procentilis, kitos įvestys vidutinės
chart-spider-dashed = Brūkšninė linija – visos įvestys vidutinės, { $value }.
chart-above-zero = daugiau už nulį
chart-below-zero-side = mažiau už nulį
chart-grid-lines = Stora linija – nulis, plonos linijos – vienodi rezultatai. Visos kitos įvestys vidutinės.
chart-grid-share = Iš šių dviejų įvesčių simuliacijų { $share } yra žemiau nulio; kai neapibrėžtos visos įvestys – { $all }.
describe-tornado = Juostos apie rezultatą, kai visos įvestys vidutinės, { $central }; { $unit }.
describe-tornado-bar = { $name } ({ $range }): { $interval }.
describe-spider = Rezultato linijos išilgai kiekvienos įvesties nuo 5 iki 95 procentilio, { $unit }.
describe-spider-line = { $name }: žemutiniame gale { $first }, viršutiniame { $last }.
describe-grid = Rezultatas pagal „{ $across }“ ir „{ $up }“: { $interval }; kai visos įvestys vidutinės – { $central }.

# Shares of the variance
title-variance-one = Vien „{ $input }“ lemia { $share } dispersijos
title-variance-two = „{ $first }“ ir „{ $second }“ lemia { $share } dispersijos
title-variance-together = „{ $input }“ prisideda prie { $share } dispersijos, bet ne vienas
title-variance-none = Nė vienas įvesties dydis neturi matomo poveikio rezultatui
title-variance-open = Simuliacijų per mažai, kad būtų matyti, kurios įvestys lemia daugiausia dispersijos
chart-no-visible-effect = nėra matomo poveikio
chart-variance-only-with = vienas – nematoma, su kitais – { $share }
chart-variance-alone = vienas: kas dingtų, jei jis būtų žinomas
chart-variance-in-all = iš viso: kas liktų, jei visa kita būtų žinoma
chart-variance-axis = dispersijos dalis, %
chart-variance-intervals = Prie stulpelio: vienas / iš viso. Plonos linijos: paties metodo paklaidos 95 % intervalai.
chart-variance-further = { $count ->
    [one] Dar { $number } dydis prisideda prie { $share } ar mažiau.
    [few] Dar { $number } dydžiai prisideda prie { $share } ar mažiau kiekvienas.
   *[other] Dar { $number } dydžių prisideda prie { $share } ar mažiau kiekvienas.
}
chart-variance-without = { $count ->
    [one] { $number } dydis neturi matomo poveikio.
    [few] { $number } dydžiai neturi matomo poveikio.
   *[other] { $number } dydžių neturi matomo poveikio.
}
describe-variance = Dispersijos dalių stulpeliai.
describe-variance-bar = { $name }: vienas – { $first }, iš viso – { $total }.
# Stacked reforms
title-stack-saves = Kartu { $number } { $count ->
    [one] reforma
    [few] reformos
   *[other] reformų
} sutaupytų { $amount }{ $period }
title-stack-costs = Kartu { $number } { $count ->
    [one] reforma
    [few] reformos
   *[other] reformų
} kainuotų { $amount } daugiau{ $period }
title-stack-unclear = Kartu { $number } { $count ->
    [one] reforma
    [few] reformos
   *[other] reformų
} gali ir sutaupyti, ir kainuoti daugiau{ $period }: nuo { $more } daugiau iki { $less } mažiau
title-stack-same = Kartu { $number } { $count ->
    [one] reforma
    [few] reformos
   *[other] reformų
} nei sutaupytų, nei kainuotų daugiau{ $period }
title-stack-less = { $title } – { $amount } mažiau nei pavienių reformų suma
title-stack-more = { $title } – { $amount } daugiau nei pavienių reformų suma
title-stack-but-costs = { $title }, nors „{ $policy }“ kainuoja { $amount } daugiau
title-stack-but-saves = { $title }, nors „{ $policy }“ sutaupo { $amount }
chart-all-reforms = Su visomis reformomis
chart-stack-legend = Stulpeliai – vidurkiai, kiekviena reforma po aukščiau esančių; brūkšniuota, jei 90 % simuliacijų apima nulį. Taškas ir linija – reformos dalis, nepriklausanti nuo eilės: vidurkis ir 90 % simuliacijų.
chart-stack-axis = išlaidos, { $unit }
chart-axis-cut = Ašis prasideda ne nuo nulio.
describe-stack = Nuo „{ $name }“, { $start }, iki { $end } su visomis reformomis; { $unit }.
describe-stack-step = { $name }: išlaidų pokytis šia eile { $added }; nepriklausomai nuo eilės { $share } (90 % simuliacijų { $interval }).
# Distance to break-even
title-distance-impossible = Tik jei „{ $name }“ būtų { $value }, o to nelaikome įmanomu: { $goal }
title-distance-certain = { $goal }, jei „{ $name }“ būtų { $value }; mes imame { $mean }
title-distance-never = Jokios vieno skaičiaus reikšmės nepakanka, kad būtų taip: { $goal }
title-distance = { $goal }, jei „{ $name }“ būtų { $value }: { $surprise }
distance-goal-not-save = „{ $what }“ nesutaupytų
distance-goal-cost = „{ $what }“ kainuotų daugiau
distance-goal-not-cost = „{ $what }“ nekainuotų daugiau
distance-goal-save = „{ $what }“ sutaupytų
distance-goal-save-at-most = „{ $what }“ sutaupytų ne daugiau kaip { $amount }
distance-goal-save-below = „{ $what }“ sutaupytų mažiau kaip { $amount }
distance-goal-save-at-least = „{ $what }“ sutaupytų ne mažiau kaip { $amount }
distance-goal-save-above = „{ $what }“ sutaupytų daugiau kaip { $amount }
distance-goal-cost-at-least = „{ $what }“ papildomai kainuotų ne mažiau kaip { $amount }
distance-goal-cost-above = „{ $what }“ papildomai kainuotų daugiau kaip { $amount }
distance-goal-cost-at-most = „{ $what }“ papildomai kainuotų ne daugiau kaip { $amount }
distance-goal-cost-below = „{ $what }“ papildomai kainuotų mažiau kaip { $amount }
distance-goal-at-most = „{ $what }“ būtų ne daugiau kaip { $amount }
distance-goal-below = „{ $what }“ būtų mažiau kaip { $amount }
distance-goal-at-least = „{ $what }“ būtų ne mažiau kaip { $amount }
distance-goal-above = „{ $what }“ būtų daugiau kaip { $amount }
distance-or-more = { $value } ar daugiau
distance-or-less = { $value } ar mažiau
distance-surprise-beyond = už mūsų { $share } intervalo
distance-surprise-chance = tam suteikiame { $share } tikimybę
chart-distance-axis = kokia mūsų vertinimo dalis yra žemiau, %
chart-distance-interval = mūsų vertinimo 90 % intervalas
chart-distance-alone = tik šis skaičius
chart-distance-together = visi kartu, mažiausiai netikėta
chart-distance-arrow = už ašies ribų
chart-distance-never = vienas – ne
chart-distance-certain = { $change } nuo { $value }, laikomos tikra
chart-distance-more = { $count ->
    [one] Dar { $number } skaičius yra toliau.
    [few] Dar { $number } skaičiai yra toliau.
    [many] Dar { $number } skaičiaus yra toliau.
   *[other] Dar { $number } skaičių yra toliau.
}
chart-distance-none = Netinka jokia vieno jų reikšmė: { $names }.
and-more = { $names } ir dar { $number }
chart-distance-share = kitoje pusėje: { $part }
describe-distance = Kaip toli turėtų būti kiekvienas skaičius.
describe-distance-turn = { $name }: mūsų intervalas nuo { $low } iki { $high }; lūžis ties { $value }
describe-distance-certain = { $name }: laikoma tikra; lūžis ties { $value }
describe-distance-never = { $name }: netinka jokia reikšmė
# Alternatives, stresses, sources
title-structure-all-save = Visos alternatyvos ({ $all }): „{ $policy }“ sutaupytų
title-structure-all-cost = Visos alternatyvos ({ $all }): „{ $policy }“ kainuotų daugiau
title-structure-open = Visos alternatyvos ({ $all }): „{ $policy }“ gali ir sutaupyti, ir kainuoti daugiau
title-structure-all-same = Visos alternatyvos ({ $all }): „{ $policy }“ nei sutaupytų, nei kainuotų daugiau
title-structure-mixed = „{ $policy }“, alternatyvų – { $all }: { $counts }
title-stress-all-save = Visi nepalankūs atvejai ({ $all }): „{ $policy }“ sutaupytų
title-stress-all-cost = Visi nepalankūs atvejai ({ $all }): „{ $policy }“ kainuotų daugiau
title-stress-open = Visi nepalankūs atvejai ({ $all }): „{ $policy }“ gali ir sutaupyti, ir kainuoti daugiau
title-stress-all-same = Visi nepalankūs atvejai ({ $all }): „{ $policy }“ nei sutaupytų, nei kainuotų daugiau
title-stress-mixed = „{ $policy }“, nepalankių atvejų – { $all }: { $counts }
strip-count-same = { $number } nei sutaupytų, nei kainuotų daugiau
strip-count-open = { $number } neaišku
strip-count-costs = { $number } kainuotų daugiau
strip-count-saves = { $number } sutaupytų
title-sources-saves-always = „{ $policy }“ sutaupytų ir be bet kurio vieno šaltinio
title-sources-saves-mostly = „{ $policy }“ sutaupytų be { $stays } iš { $all } šaltinių, atmetant po vieną
title-sources-costs-always = „{ $policy }“ kainuotų daugiau ir be bet kurio vieno šaltinio
title-sources-costs-mostly = „{ $policy }“ kainuotų daugiau be { $stays } iš { $all } šaltinių, atmetant po vieną
title-sources-open-always = „{ $policy }“ gali ir sutaupyti, ir kainuoti daugiau, kad ir kurį šaltinį atmestume
title-sources-open-mostly = „{ $policy }“ gali ir sutaupyti, ir kainuoti daugiau; be kai kurių šaltinių atsakymas kitas
strip-as-it-stands = kaip yra
strip-variant = variantas { $name }
strip-discounted = diskontuojant { $rate }
strip-perspective = kieno lėšos: { $who }
strip-without = be { $source }
strip-no-answer = apskaičiuoti negalima
strip-not-here = čia netaikoma
strip-open = neaišku
strip-worst-end = Tuščias taškas: visi šaltinio skaičiai ties tuo galu, kuriame sutaupoma mažiau.
strip-points = Taškas – vidurkis. Linija – 90 % simuliacijų. Punktyras – kaip yra.
stress-half-implementation = įgyvendinta perpus
stress-slow-ramp = lėta pradžia
stress-net-widening = daug papildomų žmonių
stress-full-services = paslaugos perpildytos
stress-courts-refill = teismai ir kalėjimai vėl užsipildo
stress-staff-not-cut = etatai nemažinami
stress-one-off-double = dvigubos vienkartinės išlaidos
stress-dearer-services = brangesnės paslaugos
describe-strip = Sutaupymai vienas po kitu, { $unit }.
describe-strip-row = { $name }: { $value }, 90 % simuliacijų { $interval }, { $verdict }
# Contested values
contest-ours = šis scenarijus
contest-together = iš viso
contest-change-of = pokytis: { $measure }
contest-pale = Blyškūs – nereikšmingi: mažiau nei 5 % viso ginčų poveikio.
contest-title-saves-even = Net ir pagal „{ $who }“ skaičius „{ $policy }“ sutaupytų { $amount }
contest-title-saves = Pagal „{ $who }“ skaičius „{ $policy }“ sutaupytų { $amount }
contest-title-costs-even = Net ir pagal „{ $who }“ skaičius „{ $policy }“ kainuotų { $amount } daugiau
contest-title-costs = Pagal „{ $who }“ skaičius „{ $policy }“ kainuotų { $amount } daugiau
contest-title-unclear = Pagal „{ $who }“ skaičius „{ $policy }“ gali ir sutaupyti, ir kainuoti daugiau: { $interval }
contest-title-no-difference = Pagal „{ $who }“ skaičius „{ $policy }“ nei sutaupytų, nei kainuotų daugiau
ladder-title-none = Nė vienas ginčas rezultato pastebimai nekeičia
ladder-title-only = Ginčijamasi tik dėl „{ $name }“
ladder-title-one = Svarbus tik ginčas dėl „{ $name }“: { $share } viso ginčų poveikio
ladder-title-first = Svarbiausias ginčas dėl „{ $name }“: { $share } viso ginčų poveikio
ladder-title-small-one = Ginčas dėl „{ $name }“ rezultatą keičia { $share }
ladder-title-small = Nė vienas ginčas rezultato nekeičia daugiau kaip { $share }; labiausiai – ginčas dėl „{ $name }“
chart-ladder-sides = { $ours } → { $theirs }
describe-sides = Dviejų pusių skirstiniai: { $measure }, { $unit }.
describe-ladder = Ką keičia „{ $theirs }“ skaičiai, didžiausi pirmi: { $measure }, { $unit }.
# Ką išsiaiškinti toliau
title-information-value = Ką išsiaiškinti toliau: „{ $name }“, vertė { $value }
title-information-narrow = Ką išsiaiškinti toliau: „{ $name }“ labiausiai susiaurintų rezultatą – { $value }; sprendimas nuo to nepriklauso
title-information-none = Ką išsiaiškinti toliau: nė vieno atskiro skaičiaus poveikis nematomas
chart-information-narrow = kiek susiaurėja rezultato 90 % intervalas, %
chart-information-whiskers = Juostos: jei skaičius būtų tiksliai žinomas. Plonos linijos: įverčio 95 % intervalas.
chart-information-more = Neparodyta: dar { $number }, kurių poveikis mažesnis arba nematomas.
chart-nobody-named = niekas nenurodytas
describe-information-value = Juostos: kiek sprendimui verta žinoti kiekvieną skaičių, nuo didžiausios vertės.
describe-information-narrow = Juostos: kiek kiekvieno skaičiaus žinojimas susiaurintų rezultatą, nuo didžiausio poveikio.
describe-information-bar = { $name }: { $value } ({ $holder }).

# Sprendimų kreivės
title-exceedance = „{ $policy }“: tikimybė sutaupyti – { $share }
title-exceedance-always = „{ $policy }“: sutaupoma visose simuliacijose
title-exceedance-never = „{ $policy }“: nesutaupoma nė vienoje simuliacijoje
title-exceedance-all = Kiekvienos iš { $number } politikų tikimybė sutaupyti – { $share }
title-exceedance-all-always = Kiekviena iš { $number } politikų sutaupo visose simuliacijose
title-exceedance-all-never = Nė viena iš { $number } politikų nesutaupo nė vienoje simuliacijoje
title-exceedance-range = Tikimybė sutaupyti – nuo { $low } („{ $lowest }“) iki { $high } („{ $highest }“)
chart-exceedance-up = tikimybė, kad sutaupymas didesnis
describe-exceedance = Tikimybė sutaupyti daugiau nei tam tikrą sumą, pagal politiką.
describe-exceedance-line = { $policy }: daugiau nei { $low } su 95 %, { $middle } su 50 %, { $high } su 5 % tikimybe.
title-acceptability = „{ $policy }“ – geriausias pasirinkimas, jei „{ $outcome }“ pagerėjimo vienetas ({ $unit }) vertas { $from } ar daugiau
title-acceptability-same = „{ $policy }“ – geriausias pasirinkimas, kad ir kiek vertas „{ $outcome }“ pagerėjimas (parodytose ribose)
chart-worth-along = „{ $outcome }“ pagerėjimo vieneto ({ $unit }) vertė
chart-best-up = tikimybė būti geriausiu pasirinkimu
chart-frontier = Stora linija: pasirinkimas, kurio laukiama grynoji nauda didžiausia.
title-loss = Net ir geriausias pasirinkimas vidutiniškai praranda iki { $loss }, daugiausia – kai „{ $outcome }“ pagerėjimo vienetas ({ $unit }) vertas { $worth }
title-loss-none = Geriausias pasirinkimas nepraranda nieko nė vienoje simuliacijoje
chart-loss-up = laukiamas nuostolis, palyginti su geriausia kiekvienos simuliacijos galimybe
describe-choice = Nuo { $from }: { $policy }
# Rangų koreliacijos ir rezultato nusistovėjimas
title-ranks-rises = Rezultatą labiausiai lemia „{ $input }“: kuo daugiau, tuo rezultatas didesnis
title-ranks-falls = Rezultatą labiausiai lemia „{ $input }“: kuo daugiau, tuo rezultatas mažesnis
title-ranks-none = Nė viena įvestis neturi matomos įtakos rezultatui
chart-ranks-axis = rangų koreliacija su rezultatu
chart-ranks-rises = rezultatas didesnis
chart-ranks-falls = rezultatas mažesnis
chart-ranks-lines = Plonos linijos – ką leidžia simuliacijų atsitiktinumas, 95 %.
chart-ranks-further = { $count ->
    [one] Dar { $number } įvesties įtaka mažesnė.
    [few] Dar { $number } įvesčių įtaka mažesnė.
    [many] Dar { $number } įvesties įtaka mažesnė.
   *[other] Dar { $number } įvesčių įtaka mažesnė.
}
chart-ranks-unseen = Matomos įtakos nėra: { $names }.
chart-ranks-many-unseen = { $count ->
    [one] { $number } įvestis matomos įtakos neturi.
    [few] { $number } įvestys matomos įtakos neturi.
    [many] { $number } įvesties matomos įtakos neturi.
   *[other] { $number } įvesčių matomos įtakos neturi.
}
title-trace-stable = Du vidurkio skaitmenys nebesikeičia (simuliacijų: { $draws })
title-trace-rough = Simuliacijų ({ $draws }) dviem vidurkio skaitmenims nepakanka; reikia apie { $needed }
title-trace-constant = Visos simuliacijos duoda tą patį rezultatą
chart-trace-mean = vidurkis
chart-trace-low = 5 procentilis
chart-trace-high = 95 procentilis
chart-trace-axis = simuliacijos; kas žingsnį dvigubai daugiau
chart-trace-band = Užtušuota: vidurkis ± 2 standartinės paklaidos.
describe-trace = Simuliacijų: { $draws }; vidurkis { $mean }, 90 % simuliacijų { $interval }.
