import { dateOfDay, dayOf } from '../../domain/calendar/calendar.ts';
import type { DemoResident } from './accounts.ts';
import type { Beat, Wait } from './beats.ts';
import { type Trip, workingMinutesAgo } from './hand-overs.ts';
import type { DemoHousehold } from './people.ts';
import { SECOND_GRID, THIRD_GRID } from './personas.ts';
import { MANDATE_DAYS, type Services, type Wanted } from './services.ts';
import { type Asked, planned, type Verifications } from './verifications.ts';
import type { Ground, Plan, Walked } from './walk.ts';
import { BROUGHT_WORDS, DECLINED_WORDS, LOST_WORDS, REVOKED_WORDS } from './words/index.ts';

const MORNING: Wait = { work: [60, 240] };
const A_DAY = 450;

type Where = Pick<Wanted, 'village' | 'grid' | 'person' | 'without' | 'mandateDays' | 'noOriginals'>;

const YUANLONG: Where = { village: '原隆村', grid: THIRD_GRID };
const FUNING: Where = { village: '福宁村', grid: SECOND_GRID };
const at = (village: string): Where => ({ village });

/** Tells the proxy services of the demo: in every state, a day of work for both grid workers, some late. */
export function proxyPlans(
  ground: Ground,
  services: Services,
  verifications: Verifications,
  households: readonly DemoHousehold[],
  online: readonly DemoResident[],
  walkedOf: (plan: Plan) => Walked,
): Plan[] {
  const { random, moments, cast, now } = ground;
  const plans: Plan[] = [];
  const add = (plan: Plan): Plan => {
    plans.push(plan);
    return plan;
  };
  const ago = (minutes: number) => workingMinutesAgo(ground, minutes);

  const handIn = ({ carrier, at: when }: Trip): Beat => ({
    step: 'hand-in',
    by: 'holder',
    actor: carrier,
    wait: { at: when },
    body: cast.centre,
  });
  const accept = (wait: Wait = MORNING): Beat => ({ step: 'accept', by: 'centre', wait });
  const decide = (code: string, granted = true, wait: Wait = { share: [0.15, 0.8], of: 'answer' }): Beat => {
    const words = services.words(code);
    return {
      step: 'decide',
      by: 'centre',
      wait,
      input: { granted, words: granted ? random.pick(words.granted) : words.refused },
    };
  };
  const deliver = (how: 'fetched' | 'delivered' | 'posted' | 'online', papers: 'returned' | 'none' | 'kept' | 'destroyed'): Beat => ({
    step: 'deliver',
    by: how === 'online' ? 'centre' : 'station',
    wait: { work: [60, 700] },
    input: { how, papers },
  });
  const askMissing = (code: string): Beat => {
    const { missing } = services.words(code);
    return { step: 'ask-missing', by: 'centre', wait: MORNING, input: { missing: [missing], words: '一次说清楚，补齐这一样就够了。' } };
  };
  const supply = (code: string, by: 'station' | 'reporter' = 'station'): Beat => ({
    step: 'supply',
    by,
    wait: { work: [200, 900] },
    input: { materials: [{ name: services.words(code).missing.name, how: 'photo', original: false }] },
  });
  const rate = (kind: 'good' | 'partly'): Beat => ({
    step: 'rate',
    by: 'reporter',
    wait: { awake: [2, 50] },
    input: {
      solved: true,
      satisfied: kind === 'good' ? 'yes' : 'partly',
      words: random.chance(0.6) ? random.pick(BROUGHT_WORDS[kind]) : '',
    },
  });
  const withdraw = (wait: Wait, onBehalf?: 'phone' | 'counter'): Beat => ({
    step: 'withdraw',
    by: 'reporter',
    wait,
    ...(onBehalf ? { onBehalf } : {}),
    input: { words: random.pick(REVOKED_WORDS) },
  });
  const giveBack: Beat = { step: 'return-papers', by: 'station', wait: { work: [120, 500] }, input: { papers: 'returned' } };

  /** The resident signs for longer, at the door. */
  const renewMandate = (signedAt: Date): Beat => ({
    step: 'renew-mandate',
    by: 'station',
    wait: { at: signedAt },
    photo: 'mandate',
    input: (file) => ({ mandate: { signed: 'paper', until: dateOfDay(dayOf(signedAt) + MANDATE_DAYS), signer: '', file } }),
  });

  /** Taken by the village that many working minutes ago and not handed on. */
  const waiting = (where: Where, code: string, minutes: number, beats: Beat[] = []) =>
    add(services.plan({ ...where, code, filedAt: ago(minutes) }, beats));
  /** Taken shortly before a journey to the township, and what became of it there. */
  const carried = (where: Where, code: string, trip: Trip, beats: Beat[], earlier = random.whole(40, 600)) =>
    add(services.plan({ ...where, code, filedAt: moments.before(trip.at, earlier) }, [handIn(trip), ...beats]));
  const trip = ({ village, grid }: Where, minutes: number, signed = true) =>
    services.trip(village, minutes, { signed, ...(grid ? { grid } : {}) });
  const appliedOnline = (code: string, minutes: number, beats: Beat[], village?: string) => {
    const able = online.filter(({ person, household }) => !person.persona && (!village || household.village === services.village(village)));
    const resident = random.pick(able);
    const name = services.nameOf(resident.household.village);
    const filedAt = moments.awake(ago(minutes), [0, 2]);
    return add(services.plan({ village: name, code, filedAt: filedAt < now ? filedAt : ago(minutes), online: resident }, beats));
  };

  // In the bag of the village; the mandate says until when, the law of the county says by when.
  waiting(YUANLONG, 'yn-minzheng-03', 45);
  waiting(YUANLONG, 'yn-shebao-01', 210);
  waiting(YUANLONG, 'yn-yibao-01', 620);
  waiting(YUANLONG, 'yn-canlian-01', 3.2 * A_DAY);
  waiting(FUNING, 'yn-gongan-01', 140);
  waiting(FUNING, 'yn-zhujian-01', 430);
  waiting(FUNING, 'yn-shebao-03', 3 * A_DAY);
  waiting(at('木兰村'), 'yn-nongye-01', 220);
  waiting(at('武河村'), 'yn-yibao-02', 2.8 * A_DAY);
  waiting(at('园艺村'), 'yn-jiuye-02', 90);
  waiting(at('福宁社区'), 'yn-shebao-01', 330);

  // On the counter of the township, whose signature is awaited.
  const yuhai = trip(at('玉海村'), 55, false);
  for (const code of ['yn-shebao-01', 'yn-minzheng-02', 'yn-ziran-01']) carried(at('玉海村'), code, yuhai, []);
  const mulan = trip(at('木兰村'), 400, false);
  for (const code of ['yn-yibao-01', 'yn-canlian-01']) carried(at('木兰村'), code, mulan, []);

  // Signed for: to be accepted, one too late, and one that was not in the bag.
  const yuanyi = trip(at('园艺村'), 240);
  carried(at('园艺村'), 'yn-shebao-01', yuanyi, []);
  const { receivedAt, receiver } = yuanyi;
  if (receivedAt)
    carried(at('园艺村'), 'yn-shebao-03', yuanyi, [
      { step: 'not-received', by: 'holder', actor: receiver, wait: { at: receivedAt }, input: { words: LOST_WORDS } },
    ]);
  carried(YUANLONG, 'yn-nongye-01', trip(YUANLONG, 1.8 * A_DAY), []);

  // Applied for online: at the window at once.
  appliedOnline('yn-jiuye-01', 60, []);
  appliedOnline('yn-yibao-01', 190, []);
  appliedOnline('yn-shebao-01', 1.5 * A_DAY, []);

  // In hand at the window, one of them late.
  const poor = services.someone('原隆村', THIRD_GRID);
  const looking: Asked = {
    household: poor.household,
    about: 'living',
    askedAt: ago(2 * A_DAY),
    due: dateOfDay(dayOf(moments.after(now, [300, 300]))),
    application: () => walkedOf(applying),
  };
  const applying = carried({ ...YUANLONG, person: poor }, 'yn-minzheng-01', trip(YUANLONG, 5 * A_DAY), [
    accept(),
    verifications.told(looking),
  ]);
  verifications.ask(looking, (visit) => [planned(visit)]);
  carried(FUNING, 'yn-minzheng-03', trip(FUNING, 4 * A_DAY), [accept()]);
  carried(at('武河村'), 'yn-canlian-01', trip(at('武河村'), 5.5 * A_DAY), [accept()]);
  carried(at('玉海村'), 'yn-nongye-01', trip(at('玉海村'), 6 * A_DAY), [accept()]);
  // Signed for two weeks, which were not enough.
  carried({ ...at('木兰村'), mandateDays: 15 }, 'yn-shebao-03', trip(at('木兰村'), 9 * A_DAY), [accept(), renewMandate(ago(1.2 * A_DAY))]);
  carried(at('园艺村'), 'yn-ziran-01', trip(at('园艺村'), 7 * A_DAY), [accept()]);

  // Told once what is missing: the resident's mother among them.
  const home = households.find(({ members }) => members.some(({ persona }) => persona === 'resident')) as DemoHousehold;
  const mother = home.members.find(({ relation }) => relation === '母');
  if (mother)
    carried({ ...YUANLONG, person: { person: mother, household: home }, without: '银行卡' }, 'yn-minzheng-03', trip(YUANLONG, 3 * A_DAY), [
      askMissing('yn-minzheng-03'),
    ]);
  carried({ ...FUNING, without: '宅基地证明' }, 'yn-zhujian-01', trip(FUNING, 3 * A_DAY), [askMissing('yn-zhujian-01')]);
  carried({ ...at('武河村'), without: '亲属关系说明' }, 'yn-shebao-02', trip(at('武河村'), 4 * A_DAY), [askMissing('yn-shebao-02')]);
  appliedOnline('yn-jiuye-02', 2.5 * A_DAY, [askMissing('yn-jiuye-02')]);
  carried({ ...at('木兰村'), without: '两寸近照' }, 'yn-canlian-01', trip(at('木兰村'), 4.2 * A_DAY), [
    askMissing('yn-canlian-01'),
    { ...supply('yn-canlian-01'), wait: { at: ago(70) } },
  ]);
  carried({ ...at('玉海村'), without: '家庭经济状况核对授权书' }, 'yn-minzheng-01', trip(at('玉海村'), 5.2 * A_DAY), [
    askMissing('yn-minzheng-01'),
    { ...supply('yn-minzheng-01'), wait: { at: ago(200) } },
  ]);

  // Decided: to be brought home.
  const ready: [Where, string][] = [
    [YUANLONG, 'yn-shebao-01'],
    [FUNING, 'yn-yibao-01'],
    [at('木兰村'), 'yn-jiuye-02'],
    [at('福宁社区'), 'yn-yibao-01'],
  ];
  for (const [where, code] of ready) {
    const bag = trip(where, 4.5 * A_DAY);
    carried(where, code, bag, [
      ...(services.item(code).instant ? [] : [accept()]),
      { ...decide(code), wait: { at: ago(random.whole(80, 420)) } },
    ]);
  }

  // Brought home, the originals with it; lists of several.
  const finished: [Where, number, readonly string[]][] = [
    [YUANLONG, 20 * A_DAY, ['yn-shebao-01', 'yn-minzheng-03', 'yn-shebao-03']],
    [FUNING, 24 * A_DAY, ['yn-shebao-01', 'yn-canlian-01']],
    [at('木兰村'), 28 * A_DAY, ['yn-minzheng-03', 'yn-shebao-03', 'yn-shebao-02']],
    [at('武河村'), 30 * A_DAY, ['yn-nongye-01', 'yn-shebao-01']],
    [at('玉海村'), 32 * A_DAY, ['yn-zhujian-01', 'yn-minzheng-03']],
    [at('园艺村'), 23 * A_DAY, ['yn-shebao-03']],
  ];
  for (const [where, minutes, codes] of finished)
    for (const code of codes)
      carried(where, code, trip(where, minutes), [
        accept(),
        decide(code),
        deliver(random.chance(0.6) ? 'delivered' : 'fetched', 'returned'),
        ...(random.chance(0.6) ? [rate(random.chance(0.8) ? 'good' : 'partly')] : []),
      ]);
  // Of some the township had the home looked at before it decided.
  const looked: [Where, string, number, 'living' | 'house', boolean][] = [
    [FUNING, 'yn-minzheng-01', 32 * A_DAY, 'living', true],
    [at('武河村'), 'yn-zhujian-01', 30 * A_DAY, 'house', false],
  ];
  for (const [where, code, minutes, about, granted] of looked) {
    const bag = trip(where, minutes);
    const someone = services.someone(where.village, where.grid);
    const visited = moments.after(bag.at, [1_700, 1_900]);
    const heard = verifications.forApplication(
      {
        household: someone.household,
        about,
        askedAt: moments.after(bag.at, [600, 700]),
        due: dateOfDay(dayOf(moments.after(visited, [400, 500]))),
        application: () => walkedOf(applied),
      },
      visited,
    );
    const applied = carried({ ...where, person: someone }, code, bag, [
      accept(),
      ...heard,
      decide(code, granted, { work: [2_000, 3_000] }),
      deliver('delivered', granted ? 'kept' : 'returned'),
    ]);
  }

  // Decided on the spot.
  const spot: [Where, string][] = [
    [YUANLONG, 'yn-yibao-01'],
    [at('木兰村'), 'yn-gongan-01'],
    [at('福宁社区'), 'yn-jiuye-02'],
    [at('玉海村'), 'yn-yibao-01'],
  ];
  for (const [where, code] of spot)
    carried(where, code, trip(where, 12 * A_DAY), [decide(code, true, { work: [45, 90] }), deliver('delivered', 'returned'), rate('good')]);
  appliedOnline('yn-yibao-01', 10 * A_DAY, [decide('yn-yibao-01', true, MORNING), deliver('online', 'none'), rate('good')]);

  // Not taken on, taken back, and decided without what never came.
  carried(at('福宁社区'), 'yn-minzheng-02', trip(at('福宁社区'), 11 * A_DAY), [
    { step: 'decline', by: 'centre', wait: MORNING, input: { words: DECLINED_WORDS[0] } },
    giveBack,
  ]);
  carried(at('园艺村'), 'yn-nongye-01', trip(at('园艺村'), 3.5 * A_DAY), [
    { step: 'decline', by: 'centre', wait: MORNING, input: { words: DECLINED_WORDS[1] } },
  ]);
  waiting(at('武河村'), 'yn-ziran-01', 9 * A_DAY, [withdraw({ work: [100, 500] }, 'counter'), giveBack]);
  carried(at('木兰村'), 'yn-minzheng-01', trip(at('木兰村'), 4.2 * A_DAY), [accept(), withdraw({ work: [200, 500] }, 'phone')]);
  appliedOnline('yn-shebao-01', 6 * A_DAY, [withdraw({ awake: [3, 20] })]);
  carried({ ...at('福宁社区'), without: '近期病历和检查报告' }, 'yn-yibao-02', trip(at('福宁社区'), 25 * A_DAY), [
    askMissing('yn-yibao-02'),
    { step: 'go-on', by: 'system', wait: { until: 'reply' } },
    accept(),
    decide('yn-yibao-02', false, { work: [30, 200] }),
    deliver('delivered', 'returned'),
  ]);
  return plans;
}
