import { encodingOf } from '../protocol/encodings.js';

/**
 * The months as `ls` abbreviates them, and as others write them out, a language a line; several forms of one month are joined by `/`.
 * Letter case and a dot at the end do not matter.
 */
const LANGUAGES: readonly string[] = [
  'jan/january feb/february mar/march apr/april may jun/june jul/july aug/august sep/sept/september oct/october nov/november dec/december',
  // German, with Austria's January
  'jan/januar/jän/jänner feb/februar mär/märz/mrz apr/april mai jun/juni jul/juli aug/august sep/sept/september okt/oktober nov/november dez/dezember',
  // French
  'janv/jan/janvier févr/fév/février mars/mar avr/avril mai juin juil/juillet août/aoû sept/sep/septembre oct/octobre nov/novembre déc/décembre',
  // Spanish
  'ene/enero feb/febrero mar/marzo abr/abril may/mayo jun/junio jul/julio ago/agosto sep/sept/septiembre oct/octubre nov/noviembre dic/diciembre',
  // Italian
  'gen/gennaio feb/febbraio mar/marzo apr/aprile mag/maggio giu/giugno lug/luglio ago/agosto set/sett/settembre ott/ottobre nov/novembre dic/dicembre',
  // Portuguese
  'jan/janeiro fev/fevereiro mar/março abr/abril mai/maio jun/junho jul/julho ago/agosto set/setembro out/outubro nov/novembro dez/dezembro',
  // Catalan
  'gen/gener febr/feb/febrer març abr/abril maig/mai juny/jun jul/juliol ag/ago/agost set/setembre oct/octubre nov/novembre des/desembre',
  // Dutch
  'jan/januari feb/februari mrt/maart apr/april mei jun/juni jul/juli aug/augustus sep/september okt/oktober nov/november dec/december',
  // Danish and Norwegian
  'jan/januar feb/februar mar/marts/mars apr/april maj/mai jun/juni jul/juli aug/august sep/sept/september okt/oktober nov/november dec/des/december/desember',
  // Swedish
  'jan/januari feb/februari mar/mars apr/april maj jun/juni jul/juli aug/augusti sep/september okt/oktober nov/november dec/december',
  // Icelandic
  'jan/janúar feb/febrúar mar/mars apr/apríl maí jún/júní júl/júlí ágú/ágúst sep/september okt/október nóv/nóvember des/desember',
  // Finnish, in which some write the case ending as well
  'tammi/tammikuu/tammikuuta helmi/helmikuu/helmikuuta maalis/maaliskuu/maaliskuuta huhti/huhtikuu/huhtikuuta touko/toukokuu/toukokuuta kesä/kesäkuu/kesäkuuta heinä/heinäkuu/heinäkuuta elo/elokuu/elokuuta syys/syyskuu/syyskuuta loka/lokakuu/lokakuuta marras/marraskuu/marraskuuta joulu/joulukuu/joulukuuta',
  // Estonian
  'jaan/jaanuar veebr/veebruar märts apr/aprill mai juuni juuli aug/august sept/september okt/oktoober nov/november dets/detsember',
  // Latvian and Lithuanian
  'janv/janvāris febr/februāris marts apr/aprīlis maijs jūn/jūnijs jūl/jūlijs aug/augusts sept/septembris okt/oktobris nov/novembris dec/decembris',
  'sau/sausis/sausio vas/vasaris/vasario kov/kovas/kovo bal/balandis/balandžio geg/gegužė/gegužės bir/birželis/birželio lie/liepa/liepos rgp/rugpjūtis rgs/rugsėjis spa/spalis/spalio lap/lapkritis grd/gruodis',
  // Polish
  'sty/styczeń/stycznia lut/luty/lutego mar/marzec/marca kwi/kwiecień/kwietnia maj/maja cze/czerwiec/czerwca lip/lipiec/lipca sie/sierpień/sierpnia wrz/wrzesień/września paź/październik/października lis/listopad/listopada gru/grudzień/grudnia',
  // Czech
  'led/leden/ledna úno/únor/února bře/březen/března dub/duben/dubna kvě/květen/května čen/červen/června čec/červenec/července srp/srpen/srpna zář/září říj/říjen/října lis/listopad/listopadu pro/prosinec/prosince',
  // Slovak and Slovenian
  'jan/január feb/február mar/marec apr/apríl máj jún/jún júl aug/august sep/september okt/október nov/november dec/december',
  'jan/januar feb/februar mar/marec apr/april maj jun/junij jul/julij avg/avgust sep/september okt/oktober nov/november dec/december',
  // Croatian, whose listopad is not that of its neighbours
  'sij/siječanj velj/vel/veljača ožu/ožujak tra/travanj svi/svibanj lip/lipanj srp/srpanj kol/kolovoz ruj/rujan lis/listopad stu/studeni pro/prosinac',
  // Serbian
  'јан/јануар феб/фебруар мар/март апр/април мај јун јул авг/август сеп/септембар окт/октобар нов/новембар дец/децембар',
  // Hungarian
  'jan/január febr/feb/február márc/már/március ápr/április máj/május jún/június júl/július aug/augusztus szept/sze/szeptember okt/október nov/november dec/december',
  // Romanian
  'ian/ianuarie feb/februarie mar/martie apr/aprilie mai iun/iunie iul/iulie aug/august sept/sep/septembrie oct/octombrie nov/noiembrie dec/decembrie',
  // Turkish
  'oca/ocak şub/şubat mar/mart nis/nisan may/mayıs haz/haziran tem/temmuz ağu/ağustos eyl/eylül eki/ekim kas/kasım ara/aralık',
  // Russian
  'янв/января фев/февр/февраля мар/марта апр/апреля май/мая июн/июня июл/июля авг/августа сен/сент/сентября окт/октября ноя/нояб/ноября дек/декабря',
  // Ukrainian
  'січ/січня лют/лютого бер/березня кві/квіт/квітня тра/трав/травня чер/черв/червня лип/липня сер/серп/серпня вер/верес/вересня жов/жовт/жовтня лис/лист/листопада гру/груд/грудня',
  // Bulgarian
  'яну/януари фев/февруари мар/март апр/април май юни юли авг/август сеп/септември окт/октомври ное/ноември дек/декември',
  // Greek
  'ιαν/ιανουαρίου φεβ/φεβρουαρίου μαρ/μάρ/μαρτίου απρ/απριλίου μαΐ/μάι/μάιος/μαΐου ιουν/ιούν/ιουνίου ιουλ/ιούλ/ιουλίου αυγ/αύγ/αυγούστου σεπ/σεπτεμβρίου οκτ/οκτωβρίου νοε/νοέ/νοεμβρίου δεκ/δεκεμβρίου',
];

/** In which encodings servers write such words, besides UTF-8. */
const ENCODINGS = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'koi8-r',
  'gbk',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
] as const;

const MONTHS = monthsByWord();

/**
 * The month, from 1, that `word`, in wire form, stands for in any language; `undefined` where nobody knows it, and where it means one
 * month in one language and another in the next: a time is never a guess.
 */
export function monthOf(word: string): number | undefined {
  const found = new Set(readings(word).flatMap((text) => monthsIn(text)));
  const [only, ...more] = found;
  return more.length === 0 ? only : undefined;
}

/** What the bytes can mean: UTF-8 where they are that, which is hardly ever by chance. */
function readings(word: string): readonly string[] {
  if (!/[\x80-\xff]/.test(word)) return [word];
  const text = encodingOf('utf-8')?.decode(word);
  if (text !== undefined) return [text];
  return ENCODINGS.flatMap((label) => encodingOf(label)?.decode(word) ?? []);
}

function monthsIn(text: string): readonly number[] {
  // 11月 in Chinese and Japanese, 11월 in Korean.
  const numbered = /^(\d{1,2})[月월]$/u.exec(text)?.[1];
  if (numbered !== undefined)
    return Number(numbered) >= 1 && Number(numbered) <= 12 ? [Number(numbered)] : [];
  return [...(MONTHS.get(plain(text)) ?? [])];
}

function monthsByWord(): ReadonlyMap<string, ReadonlySet<number>> {
  const byWord = new Map<string, Set<number>>();
  for (const language of LANGUAGES) {
    for (const [index, forms] of language.split(' ').entries()) {
      for (const form of forms.split('/')) {
        const months = byWord.get(plain(form)) ?? new Set<number>();
        byWord.set(plain(form), months.add(index + 1));
      }
    }
  }
  return byWord;
}

function plain(word: string): string {
  return word.normalize('NFC').toLowerCase().replace(/\.$/, '');
}
