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
chart-median = მედიანა { $value }
chart-all-equal = ყველა სიმულაციაში { $value }
chart-cut = სიმულაციების { $share } ღერძს სცდება: { $low }-დან { $high }-მდე
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
describe-density = დანაზოგის განაწილება, { $unit }, { $draws }: მედიანა { $median }, სიმულაციების 90%: { $interval }.
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
