import type { BodyRef } from '../../domain/bodies/body.ts';
import { type AppealCategory, categoryOf } from '../../domain/matters/appeal/categories.ts';
import { refusalGround } from '../../domain/matters/appeal/refusal-grounds.ts';
import type { Beat, Wait } from './beats.ts';
import type { Cast } from './cast.ts';
import { extensionFor, helpFor, MAY_BE_REFUSED, suspensionFor } from './grounds.ts';
import { sceneAfter } from './photos.ts';
import type { Random } from './random.ts';
import {
  ADDED_WORDS,
  answersTo,
  DISPATCH_NOTES,
  EXTENSION_DECISIONS,
  FOLLOW_UP_NOTES,
  HELP_ANSWERS,
  HELP_REQUESTS,
  INSTRUCTIONS_TO_STATION,
  INTERNAL_COMMENTS,
  questionFor,
  RATING_WORDS,
  REOPENING_WORDS,
  STATION_ANSWERS,
  STATION_VIEWS,
  SUPERVISION_WORDS,
  type Trouble,
  URGING_WORDS,
  WITHDRAWAL_WORDS,
  wrongSendingOf,
} from './words/index.ts';

/** Writes what may become of a trouble, beat by beat, in the words made for it. */
export class Stories {
  readonly #random: Random;
  readonly #cast: Cast;

  constructor(random: Random, cast: Cast) {
    this.#random = random;
    this.#cast = cast;
  }

  /** A whole life as chance has it: from the station's signature to the rating or the silence after it. */
  whole(trouble: Trouble): Beat[] {
    const random = this.#random;
    const category = categoryOf(trouble.category);
    const ground = MAY_BE_REFUSED[trouble.category];
    if (ground && random.chance(0.35)) return [this.sign(), this.decline(ground)];
    if (random.chance(0.03)) return [...(random.chance(0.5) ? [this.sign()] : []), this.withdraw()];
    const joins = random.chance(0.09) ? [this.join()] : [];
    const added = random.chance(0.05) ? [this.addWords()] : [];
    if (category.duty.level === 'village') {
      const back = random.chance(0.07) ? [this.passUp(category), this.sendBack(), this.sign()] : [];
      return [this.sign(), ...joins, ...added, ...back, ...this.answering(trouble, true), ...this.afterwards(category)];
    }
    if (STATION_ANSWERS[trouble.category] && random.chance(0.55)) {
      return [this.sign(), ...joins, ...this.answering(trouble, true), ...this.afterwards(category)];
    }
    return [
      this.sign(),
      ...joins,
      this.passUp(category),
      ...this.toTheRightOne(category),
      ...added,
      ...this.handling(trouble),
      ...this.afterwards(category),
    ];
  }

  sign(wait: Wait = this.#random.chance(0.04) ? { late: [20, 420], of: 'sign' } : { share: [0.02, 0.7], of: 'sign' }): Beat {
    return { step: 'sign', by: 'holder', wait };
  }

  passUp(category: AppealCategory, wait: Wait = { work: [30, 380] }): Beat {
    return { step: 'pass-up', by: 'holder', wait, input: { words: this.#random.pick(STATION_VIEWS[category.parent] ?? []) } };
  }

  sendBack(): Beat {
    return {
      step: 'send-back',
      by: 'dispatcher',
      wait: { share: [0.05, 0.5], of: 'sign' },
      input: { words: this.#random.pick(INSTRUCTIONS_TO_STATION) },
    };
  }

  assign(body: BodyRef, wait: Wait = { share: [0.05, 0.55], of: 'sign' }, complex = false): Beat {
    return { step: 'assign', by: 'dispatcher', wait, body, input: { body: body.id, words: this.#random.pick(DISPATCH_NOTES), complex } };
  }

  /** From the centre to the bearer of the duty, sometimes by way of a wrong one; nothing when the centre bears it itself. */
  toTheRightOne(category: AppealCategory): Beat[] {
    const right = this.#cast.bearer(category.duty.body);
    if (right.id === this.#cast.centre.id) return [this.sign()];
    const wrong = this.#random.chance(0.3) ? this.wrongly(category.code) : [];
    return [...wrong, this.assign(right), this.sign()];
  }

  /** To the wrong department and back with its basis; empty where no such mistake is told. */
  wrongly(code: string, waits: { assign?: Wait; sign?: Wait; back?: Wait } = {}): Beat[] {
    const sending = wrongSendingOf(code);
    if (!sending) return [];
    const [wrong, right] = [this.#cast.bearer(sending.from), this.#cast.bearer(sending.suggested)];
    return [
      this.assign(wrong, waits.assign),
      this.sign(waits.sign ?? { share: [0.05, 0.3], of: 'return' }),
      {
        step: 'return',
        by: 'holder',
        wait: waits.back ?? { share: [0.1, 0.6], of: 'return' },
        body: right,
        input: { words: sending.words, basis: sending.basis, suggested: right.id },
      },
    ];
  }

  /** What the one in charge does until the answer: ask, get help, ask for more time, stand still, be urged, be late. */
  handling(trouble: Trouble): Beat[] {
    const random = this.#random;
    const category = categoryOf(trouble.category);
    const plain = () => this.answering(trouble, false);
    const chosen = random.weighted<() => Beat[]>([
      [plain, 46],
      [() => [this.note(), ...plain()], 12],
      [() => [...this.asked(category), ...plain()], 11],
      [() => [...this.helped(category), ...plain()], 8],
      [() => [...this.extended(category), ...plain()], 12],
      [() => [...this.suspended(category), ...plain()], 6],
      [() => [this.urge(), ...plain()], 5],
      [() => [this.urge({ late: [20, 200], of: 'answer' }), this.supervise(), ...this.answering(trouble, false, { work: [90, 600] })], 5],
    ]);
    return chosen();
  }

  note(): Beat {
    return this.#random.chance(0.3)
      ? {
          step: 'comment',
          by: 'holder',
          wait: { share: [0.05, 0.4], of: 'answer' },
          input: { words: '已经安排人去看，有了结果马上告诉您。', toResident: true },
        }
      : {
          step: 'comment',
          by: 'holder',
          wait: { share: [0.05, 0.4], of: 'answer' },
          input: { words: this.#random.pick(INTERNAL_COMMENTS) },
        };
  }

  ask(category: AppealCategory, wait: Wait = { share: [0.05, 0.35], of: 'answer' }): Beat {
    return { step: 'ask', by: 'holder', wait, input: { words: questionFor(category)?.question ?? '请再说一下具体情况。' } };
  }

  asked(category: AppealCategory): Beat[] {
    const reply: Beat = this.#random.chance(0.82)
      ? {
          step: 'reply',
          by: 'reporter',
          wait: { awake: [1, 70] },
          input: { words: this.#random.pick(questionFor(category)?.replies ?? ['就是前面说的那样。']) },
        }
      : { step: 'go-on', by: 'system', wait: { until: 'reply' } };
    return [this.ask(category), reply];
  }

  askHelp(category: AppealCategory, wait: Wait = { share: [0.03, 0.3], of: 'answer' }): Beat {
    const { duty, request } = helpFor(category);
    const helper = this.#cast.bearer(duty);
    return { step: 'ask-help', by: 'holder', wait, body: helper, input: { body: helper.id, words: HELP_REQUESTS[request] ?? '' } };
  }

  helped(category: AppealCategory): Beat[] {
    const words = HELP_ANSWERS[helpFor(category).request] ?? '';
    return [this.askHelp(category), { step: 'help-answer', by: 'helper', wait: { share: [0.1, 0.5], of: 'answer' }, input: { words } }];
  }

  /** Asks for more time; nothing where no ground fits. */
  askExtension(category: AppealCategory, wait: Wait = { share: [0.3, 0.8], of: 'answer' }): Beat[] {
    const reason = extensionFor(category);
    return reason ? [{ step: 'ask-extension', by: 'holder', wait, input: { days: this.#random.pick([3, 5, 5, 8]), ...reason } }] : [];
  }

  extended(category: AppealCategory): Beat[] {
    const asked = this.askExtension(category);
    if (!asked.length) return [];
    const granted = this.#random.chance(0.75);
    const words = this.#random.pick(EXTENSION_DECISIONS[granted ? 'granted' : 'refused']);
    const step = granted ? 'grant-extension' : 'refuse-extension';
    return [...asked, { step, by: 'dispatcher', wait: { share: [0.05, 0.6], of: 'answer' }, input: { words } }];
  }

  /** Stands still on a ground; nothing where none fits. */
  suspend(category: AppealCategory, wait: Wait = { share: [0.1, 0.5], of: 'answer' }): Beat[] {
    const reason = suspensionFor(category);
    return reason ? [{ step: 'suspend', by: 'holder', wait, input: { ...reason } }] : [];
  }

  suspended(category: AppealCategory): Beat[] {
    const stood = this.suspend(category);
    return stood.length ? [...stood, { step: 'resume', by: 'holder', wait: { work: [1_300, 4_200] }, input: {} }] : [];
  }

  urge(wait: Wait = { awake: [22, 60] }): Beat {
    return { step: 'urge', by: 'reporter', wait, input: { words: this.#random.pick(URGING_WORDS) } };
  }

  supervise(wait: Wait = { work: [20, 240] }): Beat {
    return { step: 'supervise', by: 'supervisor', wait, input: { words: this.#random.pick(SUPERVISION_WORDS) } };
  }

  join(wait: Wait = { awake: [2, 30] }): Beat {
    return {
      step: 'join',
      by: 'system',
      wait,
      input: { words: this.#random.chance(0.5) ? this.#random.pick(['我家也是一样。', '我们这一排都这样。', '']) : '' },
    };
  }

  addWords(wait: Wait = { awake: [2, 30] }): Beat {
    return {
      step: 'add-words',
      by: 'reporter',
      wait,
      input: { words: this.#random.pick(ADDED_WORDS.filter((words) => !words.includes('照片'))) },
    };
  }

  withdraw(wait: Wait = { awake: [4, 40] }): Beat {
    return { step: 'withdraw', by: 'reporter', wait, input: { words: this.#random.pick(WITHDRAWAL_WORDS) } };
  }

  decline(code: string, wait: Wait = { work: [60, 400] }): Beat {
    const ground = refusalGround(code);
    return { step: 'decline', by: 'holder', wait, input: { ground: code, words: `${ground?.sentence ?? ''}${ground?.rightWay ?? ''}` } };
  }

  answering(trouble: Trouble, station: boolean, wait?: Wait): Beat[] {
    const random = this.#random;
    const words = random.pick((station ? STATION_ANSWERS[trouble.category] : null) ?? answersTo(trouble));
    const usual: Wait = random.chance(station ? 0.04 : 0.075)
      ? { late: [40, 1_300], of: 'answer' }
      : { share: random.chance(0.4) ? [0.05, 0.35] : [0.3, 0.95], of: 'answer' };
    const photo = random.chance(0.6) ? sceneAfter(trouble.category) : undefined;
    return [{ step: 'answer', by: 'holder', wait: wait ?? usual, input: { words }, ...(photo ? { photo } : {}) }];
  }

  rate(kind: 'good' | 'partly' | 'bad', wait: Wait = { awake: [1, 110] }): Beat {
    const solved = kind === 'good' || (kind === 'partly' && this.#random.chance(0.75));
    const satisfied = { good: 'yes', partly: 'partly', bad: 'no' }[kind];
    const words = this.#random.chance(0.75) ? this.#random.pick(RATING_WORDS[kind]) : '';
    return { step: 'rate', by: 'reporter', wait, input: { solved, satisfied, words } };
  }

  reopen(wait: Wait = { awake: [20, 150] }): Beat {
    return { step: 'reopen', by: 'reporter', wait, input: { words: this.#random.pick(REOPENING_WORDS) } };
  }

  /** After the answer: a rating, a word that it is done, no word at all, a call from the centre, or the matter comes again. */
  afterwards(category: AppealCategory): Beat[] {
    const random = this.#random;
    const close: Beat = { step: 'close', by: 'system', wait: { until: 'confirm' } };
    return random.weighted<() => Beat[]>([
      [() => [this.rate('good')], 46],
      [() => [this.rate('partly')], 10],
      [() => [this.rate('bad')], 6],
      [() => [{ step: 'confirm', by: 'reporter', wait: { awake: [1, 90] }, input: {} }], 6],
      [() => [this.#followUp(), close], 10],
      [() => [close], 15],
      [() => [this.reopen(), ...this.again(category)], 5],
    ])();
  }

  /** A matter that came again goes to the one who bears the duty, who does it properly this time. */
  again(category: AppealCategory): Beat[] {
    const [above, right] = [category.duty.level !== 'village', category.duty.body];
    const body = above && this.#cast.bearer(right).id !== this.#cast.centre.id ? this.#cast.bearer(right) : null;
    const words = '又去看了一次，这回找到了根子，已经彻底弄好，请您再看看。';
    return [
      ...(body ? [this.assign(body), this.sign()] : [this.sign()]),
      { step: 'answer', by: 'holder', wait: { share: [0.1, 0.8], of: 'answer' }, input: { words } },
      this.rate('good'),
    ];
  }

  #followUp(): Beat {
    const random = this.#random;
    const heard = random.weighted<'solved' | 'partly' | 'notReached'>([
      ['solved', 60],
      ['partly', 15],
      ['notReached', 25],
    ]);
    const words = random.pick(FOLLOW_UP_NOTES[heard]);
    const input =
      heard === 'notReached'
        ? { reached: false, words }
        : { reached: true, solved: true, satisfied: heard === 'solved' ? 'yes' : 'partly', words };
    return { step: 'follow-up', by: 'dispatcher', wait: { work: [450, 1_800] }, input };
  }
}
