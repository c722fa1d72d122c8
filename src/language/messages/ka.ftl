# სახელები და რიცხვების ნაწილები
percent = { $number }%
less-than = { $value }-ზე ნაკლები
thousand = ათასი
million = მილიონი
billion = მილიარდი
thousand-short = ათ.
million-short = მლნ
billion-short = მლრდ
interval = { $low } – { $high }
interval-from = { $low }-დან { $high }-მდე

# ფასები და დისკონტირება
in-prices = { $year } წლის ფასებში
discounted = დისკონტირებული
not-discounted = დისკონტირების გარეშე

# სვეტები
column-average = საშუალო ხარჯი
column-short-run = მოკლევადიანი ზღვრული ხარჯი
column-long-run = გრძელვადიანი ზღვრული ხარჯი
column-cashable = ბიუჯეტში რეალურად გამოთავისუფლებული თანხა

# თვალსაწიერი და გადამხდელები
perspective-public = ყველა საჯარო გადამხდელი
perspective-society = საზოგადოება
level-state = სახელმწიფო
level-municipality = მუნიციპალიტეტი
level-donor = დონორი
level-insurer = მზღვეველი
level-household = შინამეურნეობა

# მაჩვენებლები
measure-cost = ხარჯი
measure-saving = დანაზოგი
measure-people = ადამიანების საშუალო რაოდენობა
measure-entries = შემთხვევების რაოდენობა
measure-outcome = შედეგი
measure-outcome-change = შედეგის ცვლილება

# ცხრილებისა და გვერდების სიტყვები
baseline = არსებული მდგომარეობა
policy = პოლიტიკა
payer = გადამხდელი
category = კატეგორია
stage = ეტაპი
year = წელი
total = სულ
mean = საშუალო
median = მედიანა
source = წყარო
no-published-source = წყარო: გამოქვეყნებული წყარო არ არის; დაშვებები
unknown = უცნობია
other = სხვა
compared-with = „{ $baseline }“-სთან შედარებით
parameters-not-known = უცნობია { $number } რიცხვი

# სიმულაციები
draws = { $number } სიმულაცია
share-of-draws = სიმულაციების { $share }
in-share-of-draws = სიმულაციების { $share }-ში
years = { $number } წელი
over-years = { $number } წელიწადში
in-year = { $year } წელს
per-year = წელიწადში

# მიმართულება: შეირჩევა დანაზოგის ნიშნის მიხედვით
saves = ზოგავს
costs-more = უფრო ძვირი ჯდება
may-save-or-cost = შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს
no-difference = განსხვავება არ არის

# სათაურები
title-saves = „{ $policy }“: დანაზოგი { $amount }
title-costs-more = „{ $policy }“: დამატებითი ხარჯი { $amount }
title-unclear = „{ $policy }“ შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს: { $interval }
title-no-difference = „{ $policy }“: არც დანაზოგი, არც დამატებითი ხარჯი
title-spending = ყველაზე იაფია „{ $lowest }“ – { $low }, ყველაზე ძვირი „{ $highest }“ – { $high }
title-spending-one = „{ $policy }“: ხარჯი { $amount }
title-saves-every-year = „{ $policy }“: დანაზოგი ყოველწლიურად, { $interval } წელიწადში
title-costs-every-year = „{ $policy }“: დამატებითი ხარჯი ყოველწლიურად, { $interval } წელიწადში
title-saves-from = „{ $policy }“: დანაზოგი { $year } წლიდან
title-costs-from = „{ $policy }“: დამატებითი ხარჯი { $year } წლიდან
title-years-unclear = „{ $policy }“: ცალკეულ წლებში შესაძლოა დაიზოგოს თანხა, შესაძლოა უფრო ძვირიც დაჯდეს
title-payers-both = { $saver }: დანაზოგი { $saved }; { $spender }: დამატებითი ხარჯი { $spent }
title-payers-save = ყველაზე მეტს ზოგავს { $saver }: { $saved }
title-payers-spend = ყველაზე მეტს დამატებით იხდის { $spender }: { $spent }
title-payers-unclear = ვერც ერთ გადამხდელზე ვერ ითქმის დარწმუნებით, დაზოგავს თუ მეტს გადაიხდის

# დიაგრამების სიტყვები
chart-below-zero = ნულზე ნაკლებია სიმულაციების { $share }-ში
chart-never-below-zero = ნულზე ნაკლები არ არის არც ერთ სიმულაციაში
chart-always-below-zero = ნულზე ნაკლებია ყველა სიმულაციაში
chart-costs-more-side = უფრო ძვირია
chart-saves-side = ზოგავს
chart-interval = სიმულაციების 90%: { $interval }
chart-interval-short = 90%: { $interval }
chart-median-mean = მედიანა { $median }, საშუალო { $mean } (რომბი)
chart-all-equal = ყველა სიმულაციაში { $value }
chart-cut-below = სიმულაციების { $share } ღერძის მარცხნივაა, { $end }-მდე.
chart-cut-above = სიმულაციების { $share } ღერძის მარჯვნივაა, { $end }-მდე.
chart-pays-less = ნაკლებს იხდის
chart-pays-more = მეტს იხდის
chart-net = ჯამი
chart-bands = ხაზი – საშუალო, ზოლი – სიმულაციების 90%.
chart-points = წერტილი – საშუალო, ხაზი – სიმულაციების 90%.
chart-whiskers = წვრილი ხაზები – სიმულაციების 90%.
chart-joined = „{ $other }“ აერთიანებს { $number } ყველაზე მცირე კატეგორიას.

# აღწერები, რომლებიც დიაგრამის ნაცვლად იკითხება
describe-stacked = დაგროვებითი სვეტები, { $unit }.
describe-bar = { $name }: { $total }
describe-bar-interval = { $name }: { $total } (სიმულაციების 90%: { $interval })
describe-largest = უდიდესი ნაწილი – { $category }, { $value }
describe-density = დანაზოგის განაწილება, { $unit }, { $draws }: მედიანა { $median }, საშუალო { $mean }, სიმულაციების 90%: { $interval }.
describe-density-equal = დანაზოგი ყველა სიმულაციაში ერთნაირია: { $value }, { $unit }.
describe-years = ხაზები წლების მიხედვით, { $unit }.
describe-line = { $name }: { $first-year } წელს { $first }, { $last-year } წელს { $last }
describe-line-one = { $name }: { $first-year } წელს { $first }
describe-payers = ხარჯის ცვლილება გადამხდელების მიხედვით, { $unit }.
describe-payer-less = { $name } იხდის { $value }-ით ნაკლებს
describe-payer-more = { $name } იხდის { $value }-ით მეტს
describe-payer-same = { $name } იმდენსავე იხდის
describe-payer-unclear = { $name } შესაძლოა იხდიდეს ნაკლებს ან მეტს: { $interval }

# დათვლამდე და დათვლის შემდეგ
title-belief = { $name }: დათვლამდე { $before }, დათვლის შემდეგ { $after }
title-beliefs = ყველაზე მეტად იცვლება: { $name }, { $before } იყო, { $after } გახდა
chart-before-counts = დათვლამდე
chart-counts-alone = მხოლოდ დათვლილი
chart-after-counts = დათვლის შემდეგ
chart-beliefs-lines = წერტილი: საშუალო. ხაზი: 90% ინტერვალი.
describe-beliefs = რიცხვები დათვლამდე და დათვლის შემდეგ.
describe-belief = { $name }: დათვლამდე { $before } ({ $before-low }–{ $before-high }), დათვლილია { $seen }, შემდეგ { $after } ({ $after-low }–{ $after-high })

# თითო მონაცემი ცალკე
title-tornado-saves = „{ $policy }“: არც ერთი მონაცემი ცალკე არ აქცევს დანაზოგს ხარჯად; ყველაზე მეტად მას ცვლის „{ $input }“: { $interval }
title-tornado-costs = „{ $policy }“: არც ერთი მონაცემი ცალკე არ იძლევა დანაზოგს; შედეგს ყველაზე მეტად ცვლის „{ $input }“: { $interval }
title-tornado-flips = „{ $policy }“: „{ $input }“-ს ცალკეც შეუძლია შეცვალოს დანაზოგის ნიშანი: { $interval }
title-tornado-result = შედეგს ყველაზე მეტად ცვლის „{ $input }“: { $interval }
title-tornado-none = შედეგს არც ერთი მონაცემი არ ცვლის
title-spider-saves = „{ $policy }“: არც ერთი მონაცემი ცალკე არ აქცევს დანაზოგს ხარჯად
title-spider-costs = „{ $policy }“: არც ერთი მონაცემი ცალკე არ იძლევა დანაზოგს
title-spider-turns = „{ $policy }“: დანაზოგის ნიშანს ცალკე შეუძლია შეცვალოს { $number } მონაცემმა
title-grid-both = „{ $policy }“ შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს: „{ $across }“ და „{ $up }“ – სიმულაციების { $share } ნულს ქვემოთაა
title-grid-saves = „{ $policy }“ ზოგავს, როგორიც არ უნდა იყოს „{ $across }“ და „{ $up }“
title-grid-costs = „{ $policy }“ უფრო ძვირია, როგორიც არ უნდა იყოს „{ $across }“ და „{ $up }“
title-grid-result = შედეგი, „{ $across }“ და „{ $up }“: { $interval }
chart-input-low = მონაცემის მე-5 პროცენტილი
chart-input-high = 95-ე პროცენტილი
chart-inputs-together = რამდენიმე მონაცემი ერთად, მათი სიმულაციების 90%
chart-together = { $number } მონაცემი ერთად
chart-at-means = ყველა მონაცემი საშუალოა: { $value }
chart-tornado-bends = წვრილი ხაზები: ინტერვალის შიგნით შედეგი ორივე ბოლოს სცდება.
chart-tornado-further = კიდევ { $number } მონაცემი შედეგს ცვლის არაუმეტეს { $value }.
chart-spider-axis = მონაცემის პროცენტილი, დანარჩენი საშუალოა
chart-spider-dashed = წყვეტილი ხაზი: ყველა მონაცემი საშუალოა, { $value }.
chart-above-zero = ნულს ზემოთ
chart-below-zero-side = ნულს ქვემოთ
chart-grid-lines = სქელი ხაზი: ნული. წვრილი ხაზები: ტოლი შედეგები. ყველა სხვა მონაცემი საშუალოა.
chart-grid-share = ამ ორი მონაცემის სიმულაციების { $share } ნულს ქვემოთაა; როცა ყველა მონაცემი განუსაზღვრელია – { $all }.
describe-tornado = ზოლები შედეგის გარშემო, როცა ყველა მონაცემი საშუალოა, { $central }; { $unit }.
describe-tornado-bar = { $name } ({ $range }): { $interval }.
describe-spider = შედეგის ხაზები თითო მონაცემის გასწვრივ, მე-5-დან 95-ე პროცენტილამდე, { $unit }.
describe-spider-line = { $name }: ქვედა ბოლოში { $first }, ზედა ბოლოში { $last }.
describe-grid = შედეგი, „{ $across }“ და „{ $up }“: { $interval }; როცა ყველა მონაცემი საშუალოა – { $central }.

# Shares of the variance
title-variance-one = „{ $input }“ მარტო ქმნის დისპერსიის { $share }-ს
title-variance-two = „{ $first }“ და „{ $second }“ ქმნის დისპერსიის { $share }-ს
title-variance-together = „{ $input }“ მონაწილეობს დისპერსიის { $share }-ში, მაგრამ არა მარტო
title-variance-none = არცერთ შემავალ სიდიდეს არ აქვს ხილული გავლენა შედეგზე
title-variance-open = სიმულაციები საკმარისი არ არის იმის სათქმელად, რომელი მონაცემები ქმნის დისპერსიის უმეტეს ნაწილს
chart-no-visible-effect = ხილული გავლენა არ არის
chart-variance-only-with = ცალკე არ ჩანს, სხვებთან ერთად { $share }
chart-variance-alone = მარტო: რა გაქრებოდა, ეს რომ ცნობილი იყოს
chart-variance-in-all = სულ: რა დარჩებოდა, ყველაფერი დანარჩენი რომ ცნობილი იყოს
chart-variance-axis = დისპერსიის წილი, %
chart-variance-intervals = ზოლთან: მარტო / სულ. წვრილი ხაზები: თავად მეთოდის ცდომილების 95% ინტერვალები.
chart-variance-further = { $count ->
    [one] კიდევ { $number } სიდიდის წილი სულ { $share } ან ნაკლებია.
   *[other] კიდევ { $number } სიდიდის წილი სულ თითოეულში { $share } ან ნაკლებია.
}
chart-variance-without = { $count ->
    [one] { $number } სიდიდეს არ აქვს ხილული გავლენა.
   *[other] { $number } სიდიდეს არ აქვს ხილული გავლენა.
}
describe-variance = დისპერსიის წილების ზოლები.
describe-variance-bar = { $name }: მარტო { $first }, სულ { $total }.
# Stacked reforms
title-stack-saves = { $number } რეფორმა ერთად: დანაზოგი { $amount }{ $period }
title-stack-costs = { $number } რეფორმა ერთად: დამატებითი ხარჯი { $amount }{ $period }
title-stack-unclear = { $number } რეფორმამ ერთად შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს{ $period }: { $more } დამატებითი ხარჯიდან { $less } დანაზოგამდე
title-stack-same = { $number } რეფორმა ერთად: არც დანაზოგი, არც დამატებითი ხარჯი{ $period }
title-stack-less = { $title }, ცალ-ცალკე აღებულთა ჯამზე { $amount }-ით ნაკლები
title-stack-more = { $title }, ცალ-ცალკე აღებულთა ჯამზე { $amount }-ით მეტი
title-stack-but-costs = { $title }, თუმცა „{ $policy }“: დამატებითი ხარჯი { $amount }
title-stack-but-saves = { $title }, თუმცა „{ $policy }“: დანაზოგი { $amount }
chart-all-reforms = ყველა რეფორმით
chart-stack-legend = ზოლები: საშუალო, თითოეული რეფორმა ზემოთ მოცემულების შემდეგ; დაშტრიხულია, თუ სიმულაციების 90% ნულს მოიცავს. წერტილი და ხაზი: რეფორმის წილი ნებისმიერი რიგისას, საშუალო და სიმულაციების 90%.
chart-stack-axis = ხარჯი, { $unit }
chart-axis-cut = ღერძი ნულიდან არ იწყება.
describe-stack = „{ $name }“, { $start }, ყველა რეფორმით { $end }; { $unit }.
describe-stack-step = { $name }: ხარჯის ცვლილება ამ რიგით { $added }; ნებისმიერი რიგით { $share } (სიმულაციების 90% { $interval }).
# Distance to break-even
title-distance-impossible = მხოლოდ თუ „{ $name }“ იქნებოდა { $value }, რასაც შეუძლებლად მივიჩნევთ: { $goal }
title-distance-certain = { $goal }, თუ „{ $name }“ იქნებოდა { $value }; ჩვენ ვიღებთ: { $mean }
title-distance-never = არც ერთი რიცხვის არც ერთი მნიშვნელობა ცალკე არ კმარა ამისთვის: { $goal }
title-distance = { $goal }, თუ „{ $name }“ იქნებოდა { $value }: { $surprise }
distance-goal-not-save = „{ $what }“: დანაზოგის გარეშე
distance-goal-cost = „{ $what }“: დამატებითი ხარჯი
distance-goal-not-cost = „{ $what }“: დამატებითი ხარჯის გარეშე
distance-goal-save = „{ $what }“: დანაზოგი
distance-goal-save-at-most = „{ $what }“: დანაზოგი არაუმეტეს { $amount }
distance-goal-save-below = „{ $what }“: დანაზოგი ნაკლები, ვიდრე { $amount }
distance-goal-save-at-least = „{ $what }“: დანაზოგი არანაკლებ { $amount }
distance-goal-save-above = „{ $what }“: დანაზოგი მეტი, ვიდრე { $amount }
distance-goal-cost-at-least = „{ $what }“: დამატებითი ხარჯი არანაკლებ { $amount }
distance-goal-cost-above = „{ $what }“: დამატებითი ხარჯი მეტი, ვიდრე { $amount }
distance-goal-cost-at-most = „{ $what }“: დამატებითი ხარჯი არაუმეტეს { $amount }
distance-goal-cost-below = „{ $what }“: დამატებითი ხარჯი ნაკლები, ვიდრე { $amount }
distance-goal-at-most = „{ $what }“: არაუმეტეს { $amount }
distance-goal-below = „{ $what }“: ნაკლები, ვიდრე { $amount }
distance-goal-at-least = „{ $what }“: არანაკლებ { $amount }
distance-goal-above = „{ $what }“: მეტი, ვიდრე { $amount }
distance-or-more = { $value } ან მეტი
distance-or-less = { $value } ან ნაკლები
distance-surprise-beyond = ჩვენი { $share }-იანი ინტერვალის მიღმა
distance-surprise-chance = ამას ვაძლევთ { $share } ალბათობას
chart-distance-axis = რაც შესაძლებლად მიგვაჩნია, იმის რა ნაწილია ქვემოთ, %
chart-distance-interval = ჩვენი შეფასების 90%-იანი ინტერვალი
chart-distance-alone = მხოლოდ ეს რიცხვი
chart-distance-together = ყველა ერთად, ყველაზე ნაკლებად მოულოდნელი
chart-distance-arrow = ღერძის მიღმა
chart-distance-never = ცალკე – არა
chart-distance-certain = { $change }; { $value } ზუსტად მიგვაჩნია
chart-distance-more = კიდევ { $number } რიცხვი უფრო შორსაა.
chart-distance-none = ცალკე არც ერთი მნიშვნელობა არ კმარა: { $names }.
and-more = { $names } და კიდევ { $number }
chart-distance-share = მეორე მხარეს: { $part }
describe-distance = რამდენად შორს უნდა იყოს თითოეული რიცხვი.
describe-distance-turn = { $name }: ჩვენი ინტერვალი { $low }-დან { $high }-მდე; გარდატეხა { $value }
describe-distance-certain = { $name }: ზუსტად მიგვაჩნია; გარდატეხა { $value }
describe-distance-never = { $name }: არცერთი მნიშვნელობით
# Alternatives, stresses, sources
title-structure-all-save = ყველა ალტერნატივა ({ $all }): „{ $policy }“ დაზოგავდა
title-structure-all-cost = ყველა ალტერნატივა ({ $all }): „{ $policy }“ უფრო ძვირი დაჯდებოდა
title-structure-open = ყველა ალტერნატივა ({ $all }): „{ $policy }“ შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს
title-structure-all-same = ყველა ალტერნატივა ({ $all }): „{ $policy }“ არც დაზოგავდა და არც უფრო ძვირი დაჯდებოდა
title-structure-mixed = „{ $policy }“, ალტერნატივა – { $all }: { $counts }
title-stress-all-save = ყველა არახელსაყრელი შემთხვევა ({ $all }): „{ $policy }“ დაზოგავდა
title-stress-all-cost = ყველა არახელსაყრელი შემთხვევა ({ $all }): „{ $policy }“ უფრო ძვირი დაჯდებოდა
title-stress-open = ყველა არახელსაყრელი შემთხვევა ({ $all }): „{ $policy }“ შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს
title-stress-all-same = ყველა არახელსაყრელი შემთხვევა ({ $all }): „{ $policy }“ არც დაზოგავდა და არც უფრო ძვირი დაჯდებოდა
title-stress-mixed = „{ $policy }“, არახელსაყრელი შემთხვევა – { $all }: { $counts }
strip-count-same = { $number } შემთხვევაში უცვლელი
strip-count-open = { $number } შემთხვევაში გაურკვეველი
strip-count-costs = { $number } შემთხვევაში უფრო ძვირი
strip-count-saves = { $number } შემთხვევაში დანაზოგი
title-sources-saves-always = „{ $policy }“ დაზოგავდა ნებისმიერი ერთი წყაროს გარეშეც
title-sources-saves-mostly = „{ $policy }“ დაზოგავდა ერთი წყაროს გარეშე: { $all }-დან { $stays } შემთხვევაში
title-sources-costs-always = „{ $policy }“ უფრო ძვირია ნებისმიერი ერთი წყაროს გარეშეც
title-sources-costs-mostly = „{ $policy }“ უფრო ძვირია ერთი წყაროს გარეშე: { $all }-დან { $stays } შემთხვევაში
title-sources-open-always = „{ $policy }“ შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს, რომელი წყაროც უნდა გამოვრიცხოთ
title-sources-open-mostly = „{ $policy }“ შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს; ზოგი წყაროს გარეშე პასუხი სხვაა
strip-as-it-stands = როგორც არის
strip-variant = ვარიანტი { $name }
strip-discounted = დისკონტირება { $rate }
strip-perspective = ვისი თანხა: { $who }
strip-without = { $source }-ის გარეშე
strip-no-answer = გამოთვლა შეუძლებელია
strip-not-here = აქ არ გამოიყენება
strip-open = გაურკვეველია
strip-worst-end = ღია წერტილი: წყაროს ყველა რიცხვი იმ ბოლოზე, სადაც ნაკლები იზოგება.
strip-points = წერტილი – საშუალო. ხაზი – სიმულაციების 90%. წყვეტილი ხაზი – როგორც არის.
stress-half-implementation = ნახევრად დანერგვა
stress-slow-ramp = ნელი დაწყება
stress-net-widening = ბევრი დამატებითი ადამიანი
stress-full-services = მომსახურება სავსეა
stress-courts-refill = სასამართლოები და ციხეები კვლავ ივსება
stress-staff-not-cut = შტატი არ მცირდება
stress-one-off-double = ერთჯერადი ხარჯი ორმაგდება
stress-dearer-services = უფრო ძვირი მომსახურება
describe-strip = დანაზოგები ერთმანეთის ქვეშ, { $unit }.
describe-strip-row = { $name }: { $value }, სიმულაციების 90% { $interval }, { $verdict }
# Contested values
contest-ours = ეს სცენარი
contest-together = ერთად
contest-change-of = ცვლილება: { $measure }
contest-pale = მკრთალი – უმნიშვნელო: ყველა დავის გავლენის 5%-ზე ნაკლები.
contest-title-saves-even = „{ $who }“-ის რიცხვებითაც კი, „{ $policy }“: დანაზოგი { $amount }
contest-title-saves = „{ $who }“-ის რიცხვებით, „{ $policy }“: დანაზოგი { $amount }
contest-title-costs-even = „{ $who }“-ის რიცხვებითაც კი, „{ $policy }“: დამატებითი ხარჯი { $amount }
contest-title-costs = „{ $who }“-ის რიცხვებით, „{ $policy }“: დამატებითი ხარჯი { $amount }
contest-title-unclear = „{ $who }“-ის რიცხვებით „{ $policy }“ შესაძლოა დაზოგოს ან უფრო ძვირი დაჯდეს: { $interval }
contest-title-no-difference = „{ $who }“-ის რიცხვებით, „{ $policy }“: არც დანაზოგი, არც დამატებითი ხარჯი
ladder-title-none = არც ერთი დავა შედეგს შესამჩნევად არ ცვლის
ladder-title-only = დავა მხოლოდ ერთ რიცხვზეა: „{ $name }“
ladder-title-one = მნიშვნელოვანია მხოლოდ ერთი დავა – „{ $name }“: ყველა დავის გავლენის { $share }
ladder-title-first = ყველაზე მნიშვნელოვანი დავა – „{ $name }“: ყველა დავის გავლენის { $share }
ladder-title-small-one = დავა „{ $name }“-ის შესახებ შედეგს { $share }-ით ცვლის
ladder-title-small = არც ერთი დავა შედეგს { $share }-ზე მეტად არ ცვლის; ყველაზე მეტად – „{ $name }“
chart-ladder-sides = { $ours } → { $theirs }
describe-sides = ორი მხარის განაწილება: { $measure }, { $unit }.
describe-ladder = რას ცვლის „{ $theirs }“-ის რიცხვები, უდიდესიდან: { $measure }, { $unit }.
# რა უნდა გაირკვეს შემდეგ
title-information-value = რა უნდა გაირკვეს შემდეგ: „{ $name }“, ღირებულება { $value }
title-information-narrow = რა უნდა გაირკვეს შემდეგ: „{ $name }“ ყველაზე მეტად შეავიწროებს შედეგს – { $value }; გადაწყვეტილება ამაზე არ არის დამოკიდებული
title-information-none = რა უნდა გაირკვეს შემდეგ: არც ერთი ცალკეული რიცხვის გავლენა არ ჩანს
chart-information-narrow = რამდენად ვიწროვდება შედეგის 90%-იანი ინტერვალი, %
chart-information-whiskers = სვეტები: რიცხვი ზუსტად რომ იყოს ცნობილი. წვრილი ხაზები: შეფასების 95%-იანი ინტერვალი.
chart-information-more = არ არის ნაჩვენები: კიდევ { $number }, რომელთა გავლენა უფრო მცირეა ან არ ჩანს.
chart-nobody-named = არავინ არის მითითებული
describe-information-value = სვეტები: რა ღირს გადაწყვეტილებისთვის თითოეული რიცხვის ცოდნა, უდიდესიდან.
describe-information-narrow = სვეტები: რამდენად შეავიწროებს შედეგს თითოეული რიცხვის ცოდნა, უდიდესიდან.
describe-information-bar = { $name }: { $value } ({ $holder }).

# გადაწყვეტილების მრუდები
title-exceedance = „{ $policy }“: დაზოგვის ალბათობა – { $share }
title-exceedance-always = „{ $policy }“: ზოგავს ყველა სიმულაციაში
title-exceedance-never = „{ $policy }“: არც ერთ სიმულაციაში არ ზოგავს
title-exceedance-all = { $number }-ვე პოლიტიკა: დაზოგვის ალბათობა – { $share }
title-exceedance-all-always = { $number }-ვე პოლიტიკა ზოგავს ყველა სიმულაციაში
title-exceedance-all-never = { $number }-დან არც ერთი პოლიტიკა არ ზოგავს არც ერთ სიმულაციაში
title-exceedance-range = დაზოგვის ალბათობა: { $low } („{ $lowest }“) – { $high } („{ $highest }“)
chart-exceedance-up = ალბათობა, რომ დანაზოგი მეტია
describe-exceedance = თანხაზე მეტის დაზოგვის ალბათობა, პოლიტიკის მიხედვით.
describe-exceedance-line = { $policy }: { $low }-ზე მეტი 95%, { $middle } 50%, { $high } 5% ალბათობით.
title-acceptability = „{ $policy }“ საუკეთესო არჩევანია, თუ „{ $outcome }“-ის ერთი ერთეულით ({ $unit }) გაუმჯობესება ღირს { $from } ან მეტი
title-acceptability-same = „{ $policy }“ საუკეთესო არჩევანია „{ $outcome }“-ის გაუმჯობესების ყველა ნაჩვენები ღირებულებისას
chart-worth-along = „{ $outcome }“-ის ერთი ერთეულით ({ $unit }) გაუმჯობესების ღირებულება
chart-best-up = ალბათობა, რომ საუკეთესო არჩევანია
chart-frontier = სქელი ხაზი: არჩევანი უდიდესი მოსალოდნელი წმინდა სარგებლით.
title-loss = საუკეთესო არჩევანიც საშუალოდ კარგავს { $loss }-მდე, ყველაზე მეტს – თუ „{ $outcome }“-ის ერთი ერთეულით ({ $unit }) გაუმჯობესება ღირს { $worth }
title-loss-none = საუკეთესო არჩევანი არაფერს კარგავს არც ერთ სიმულაციაში
chart-loss-up = მოსალოდნელი დანაკარგი თითოეული სიმულაციის საუკეთესო ვარიანტთან შედარებით
describe-choice = { $from }-დან: { $policy }
# რანგული კორელაციები და შედეგის დადგენა
title-ranks-rises = შედეგს ყველაზე მეტად განსაზღვრავს „{ $input }“: რაც მეტია, მით მეტია შედეგი
title-ranks-falls = შედეგს ყველაზე მეტად განსაზღვრავს „{ $input }“: რაც მეტია, მით ნაკლებია შედეგი
title-ranks-none = შედეგზე შესამჩნევ გავლენას არც ერთი მონაცემი არ ახდენს
chart-ranks-axis = რანგული კორელაცია შედეგთან
chart-ranks-rises = შედეგი მეტია
chart-ranks-falls = შედეგი ნაკლებია
chart-ranks-lines = წვრილი ხაზები: რასაც უშვებს სიმულაციების შემთხვევითობა, 95%.
chart-ranks-further = კიდევ { $number } მონაცემის გავლენა უფრო მცირეა.
chart-ranks-unseen = შესამჩნევი გავლენის გარეშე: { $names }.
chart-ranks-many-unseen = { $number } მონაცემს შესამჩნევი გავლენა არ აქვს.
title-trace-stable = საშუალოს ორი ციფრი { $draws } სიმულაციის შემდეგ აღარ იცვლება
title-trace-rough = { $draws } სიმულაცია საშუალოს ორი ციფრისთვის არ კმარა; საჭიროა დაახლოებით { $needed }
title-trace-constant = ყველა სიმულაცია ერთსა და იმავე შედეგს იძლევა
chart-trace-mean = საშუალო
chart-trace-low = მე-5 პროცენტილი
chart-trace-high = 95-ე პროცენტილი
chart-trace-axis = სიმულაციები; ყოველ ნაბიჯზე ორჯერ მეტი
chart-trace-band = დაჩრდილულია: საშუალო ± 2 სტანდარტული შეცდომა.
describe-trace = { $draws } სიმულაციის შემდეგ: საშუალო { $mean }, სიმულაციების 90% { $interval }.
