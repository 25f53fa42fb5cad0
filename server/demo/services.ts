import type { StaffActor } from '../../domain/accounts/actor.ts';
import { dateOfDay, dayOf } from '../../domain/calendar/calendar.ts';
import type { Channel } from '../../domain/matters/action.ts';
import type { CollectedMaterial, ServiceItem } from '../../domain/matters/proxy-service/content.ts';
import { proxyService } from '../../domain/matters/proxy-service/proxy-service.ts';
import type { DemoResident } from './accounts.ts';
import type { Beat } from './beats.ts';
import { carrierOf, type Trip, tripAt } from './hand-overs.ts';
import type { DemoHousehold, DemoPerson } from './people.ts';
import type { FilledVillage } from './places.ts';
import { speakerOf } from './plans.ts';
import type { Ground, Plan } from './walk.ts';
import { SERVICE_WORDS, type ServiceWords } from './words/index.ts';

/** For how long people of the demo sign, in days. */
export const MANDATE_DAYS = 60;

/** What a proxy service of the demo is about; the rest is chance. */
export interface Wanted {
  village: string;
  code: string;
  /** When the papers were taken. */
  filedAt: Date;
  /** The grid it is in; else any household of the village. */
  grid?: string;
  person?: { person: DemoPerson; household: DemoHousehold };
  /** Applied for online by them, without a mandate. */
  online?: DemoResident;
  /** Takes the papers; else the worker of the grid. */
  worker?: StaffActor;
  /** A paper that was forgotten. */
  without?: string;
  /** For how many days the mandate was signed; else for as long as most. */
  mandateDays?: number;
  /** No original was taken. */
  noOriginals?: true;
}

/** Makes plans of proxy services: who asks, which papers come, who carries them to the township on which list. */
export class Services {
  readonly #ground: Ground;
  readonly #items: ReadonlyMap<string, ServiceItem>;
  readonly #households: readonly DemoHousehold[];
  readonly #villages: readonly FilledVillage[];
  readonly #trips = new Map<string, Trip>();
  readonly #asked = new Set<string>();

  constructor(
    ground: Ground,
    items: ReadonlyMap<string, ServiceItem>,
    households: readonly DemoHousehold[],
    villages: readonly FilledVillage[],
  ) {
    this.#ground = ground;
    this.#items = items;
    this.#households = households;
    this.#villages = villages;
  }

  /** The lists that were handed over. */
  get trips(): readonly Trip[] {
    return [...this.#trips.values()];
  }

  village(name: string): string {
    const found = this.#villages.find((one) => one.name === name);
    if (!found) throw new Error(`no village ${name}`);
    return found.code;
  }

  nameOf(code: string): string {
    return this.#villages.find((one) => one.code === code)?.name ?? code;
  }

  /** The journey of a village's papers to the township, that many working minutes ago; several matters share one. */
  trip(village: string, minutesAgo: number, how: { signed: boolean; grid?: string }): Trip {
    const key = `${village} ${minutesAgo}`;
    const known = this.#trips.get(key) ?? tripAt(this.#ground, this.village(village), minutesAgo, how);
    this.#trips.set(key, known);
    return known;
  }

  words(code: string): ServiceWords {
    const words = SERVICE_WORDS.find((one) => one.code === code);
    if (!words) throw new Error(`no words for ${code}`);
    return words;
  }

  item(code: string): ServiceItem {
    const item = this.#items.get(code);
    if (!item) throw new Error(`no item ${code}`);
    return item;
  }

  /** A household of the grid or village that has not been used yet, with someone who asks. */
  someone(village: string, grid?: string): { person: DemoPerson; household: DemoHousehold } {
    const code = this.village(village);
    const suitable = this.#households.filter(
      (one) =>
        one.village === code &&
        (!grid || one.grid === grid) &&
        !this.#asked.has(one.id) &&
        !one.members.some((member) => member.persona) &&
        one.members.some((member) => member.adult && member.presence === 'here' && member.phone),
    );
    const household = this.#ground.random.pick(suitable);
    this.#asked.add(household.id);
    const person = household.members.find((member) => member.adult && member.presence === 'here' && member.phone) as DemoPerson;
    return { person, household };
  }

  plan(wanted: Wanted, beats: readonly Beat[]): Plan {
    const { random, cast } = this.#ground;
    const { filedAt, online } = wanted;
    const village = this.village(wanted.village);
    const item = this.item(wanted.code);
    const { person, household } = online ?? wanted.person ?? this.someone(wanted.village, wanted.grid);
    const station = cast.stationOf(village);
    const near = cast.workers(station.id, 'grid-worker').find((actor) => actor.range === household.grid);
    const worker = wanted.worker ?? near ?? carrierOf(cast, village);
    const channel: Channel = online ? 'portal' : random.chance(0.65) ? 'field' : 'counter';
    const paper = !online && random.chance(0.2);
    const signer = !online && random.chance(0.15) ? '家人' : '';
    const told = random.pick(this.words(wanted.code).told);
    const materials = item.materials.filter((name) => name !== wanted.without).map((name) => this.#material(name, wanted));
    return {
      definition: proxyService,
      filedAt,
      channel,
      speaker: online
        ? speakerOf(online, false)
        : { person, accountId: null, family: [], name: person.name, phone: person.phone ?? '', hidden: false },
      village,
      grid: household.grid,
      photos: online ? ['paper'] : [paper ? 'mandate' : 'signature', ...(random.chance(0.5) ? ['paper' as const] : [])],
      form: (files) => ({
        words: told,
        address: household.address,
        attachments: files,
        item,
        materials,
        mandate: online
          ? null
          : {
              signed: paper ? 'paper' : 'screen',
              until: dateOfDay(dayOf(filedAt) + (wanted.mandateDays ?? MANDATE_DAYS)),
              signer,
              file: files[0],
            },
      }),
      ...(online ? {} : { filedBy: worker }),
      beats,
    };
  }

  /** Identity cards are looked at, never photographed; of the rest some originals go along. */
  #material(name: string, { online, noOriginals }: Wanted): CollectedMaterial {
    if (name.includes('身份证')) return { name, how: 'seen', original: false };
    const original = !online && !noOriginals && /申请|户口簿|说明|证明|承诺书|授权书|近照|合同/.test(name);
    return { name, how: name.includes('户口簿') && original ? 'seen' : 'photo', original };
  }
}
