import type { Channel } from '../../domain/matters/action.ts';
import { appeal } from '../../domain/matters/appeal/appeal.ts';
import type { DemoResident } from './accounts.ts';
import type { Beat } from './beats.ts';
import type { DemoHousehold } from './people.ts';
import { sceneBefore } from './photos.ts';
import type { FilledVillage } from './places.ts';
import type { Random } from './random.ts';
import type { Plan, Speaker } from './walk.ts';
import { TROUBLES, type Trouble, toldIn, villagesFor } from './words/index.ts';

/** What is wanted of a plan; the rest is chance. */
export interface Wish {
  filedAt: Date;
  trouble: Trouble;
  village: FilledVillage;
  beats: readonly Beat[];
  household?: DemoHousehold;
  channel?: Channel;
  resident?: DemoResident;
  hidden?: boolean;
  /** Told on purpose: never merged into another. */
  fixed?: true;
}

/** Finds speakers and words for the troubles of the demo. */
export class Plans {
  readonly #random: Random;
  readonly #byVillage = new Map<string, DemoHousehold[]>();
  readonly #online = new Map<string, DemoResident[]>();
  readonly #suited = new Map<string, Trouble[]>();
  /** Each village has told a trouble before: it is told again only when all have been. */
  readonly #told = new Map<string, number>();

  constructor(random: Random, households: readonly DemoHousehold[], online: readonly DemoResident[]) {
    this.#random = random;
    for (const household of households)
      this.#byVillage.set(household.village, [...(this.#byVillage.get(household.village) ?? []), household]);
    for (const resident of online) {
      if (resident.person.persona) continue;
      const { village } = resident.household;
      this.#online.set(village, [...(this.#online.get(village) ?? []), resident]);
    }
  }

  /** A trouble of the village, of those told least. */
  trouble(village: FilledVillage): Trouble {
    const suited =
      this.#suited.get(village.code) ?? TROUBLES.filter((trouble) => villagesFor(trouble).some((places) => places.code === village.code));
    this.#suited.set(village.code, suited);
    const times = (trouble: Trouble) => this.#told.get(`${village.code} ${trouble.title}`) ?? 0;
    const least = Math.min(...suited.map(times));
    return this.#random.pick(suited.filter((trouble) => times(trouble) === least));
  }

  /** The trouble of a title; for the stories that are told on purpose. */
  named(title: string): Trouble {
    const trouble = TROUBLES.find((one) => one.title === title);
    if (!trouble) throw new Error(`no trouble "${title}"`);
    return trouble;
  }

  plan(wish: Wish): Plan {
    const random = this.#random;
    const { trouble, village, filedAt } = wish;
    const key = `${village.code} ${trouble.title}`;
    this.#told.set(key, (this.#told.get(key) ?? 0) + 1);
    const channel =
      wish.channel ??
      random.weighted<Channel>([
        ['portal', 55],
        ['counter', 20],
        ['phone', 18],
        ['field', 7],
      ]);
    const resident =
      wish.resident ??
      (channel === 'portal' && !wish.household && random.chance(0.55) ? random.pick(this.#online.get(village.code) ?? []) : undefined);
    const household = resident?.household ?? wish.household ?? random.pick(this.#byVillage.get(village.code) ?? []);
    const told = toldIn(trouble, village.places, household.lane);
    const scene = sceneBefore(trouble.category);
    return {
      definition: appeal,
      filedAt,
      channel,
      speaker: resident
        ? speakerOf(resident, wish.hidden ?? random.chance(0.05))
        : this.#speaker(household, channel, wish.hidden ?? random.chance(0.06)),
      form: (attachments) => ({
        title: told.title,
        words: told.words,
        category: trouble.category,
        address: told.where,
        attachments,
      }),
      village: village.code,
      grid: random.chance(0.93) || wish.household || resident ? household.grid : null,
      photos: scene && channel !== 'phone' && random.chance(0.7) ? [scene] : [],
      beats: wish.beats,
    };
  }

  /** Who speaks without an account: at the counter they are known, in the portal some leave no name. */
  #speaker(household: DemoHousehold, channel: Channel, hidden: boolean): Speaker {
    const reachable = household.members.filter((one) => one.adult && one.phone && one.presence === 'here');
    const person = reachable.length ? this.#random.pick(reachable) : null;
    if (!person) return { person: null, accountId: null, family: [], name: '', phone: '', hidden: false };
    if (channel === 'portal' && this.#random.chance(0.15))
      return { person: null, accountId: null, family: [], name: '', phone: '', hidden: false };
    return {
      person: channel === 'portal' ? null : person,
      accountId: null,
      family: [],
      name: person.name,
      phone: person.phone ?? '',
      hidden,
    };
  }

  /** A neighbour with an account or without, who follows the same matter. */
  neighbour(village: string, except: readonly string[]): Speaker {
    const others = (this.#online.get(village) ?? []).filter((one) => !except.includes(one.person.name));
    return others.length && this.#random.chance(0.7)
      ? speakerOf(this.#random.pick(others), false)
      : this.#speaker(this.#random.pick(this.#byVillage.get(village) ?? []), 'counter', false);
  }
}

export const speakerOf = (resident: DemoResident, hidden: boolean): Speaker => ({
  person: resident.person,
  accountId: resident.accountId,
  family: resident.family,
  name: resident.person.name,
  phone: resident.person.phone ?? '',
  hidden,
});
