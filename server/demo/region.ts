import type { NewAccount, NewLink } from '../modules/accounts/index.ts';
import { pinyinOf } from '../platform/pinyin.ts';
import { readName } from './names.ts';
import { persona } from './personas.ts';
import type { Random } from './random.ts';
import type { DemoRow } from './store.ts';

const REGION = '64';
const YINCHUAN = '6401';
/** What belongs to no county is kept under this one. */
const NO_COUNTY = '640000';
const NAME = '宁夏回族自治区民政厅';
const PHONE = '0951-5550000';

/** The department that looks after villages and communities in the whole region, with one supervisor: of the region, and of the city of Yinchuan. */
export function makeRegion(random: Random, { passwordHash, since, today }: { passwordHash: string; since: Date; today: string }) {
  const { name, username = null } = persona('region');
  const [bodyId, personId, accountId] = [random.id(since), random.id(since), random.id(since)] as const;
  const body: DemoRow = {
    county: NO_COUNTY,
    id: bodyId,
    code: `${REGION}.1`,
    kind: 'region-department',
    name: NAME,
    short_name: '自治区民政厅',
    ...pinyinOf(NAME),
    territory: REGION,
    parent_id: null,
    department: null,
    phone: PHONE,
    address: '银川市金凤区',
    hours: '周一至周五 8:30—12:00，14:00—18:00',
    duties: '指导全区城乡社区治理，督促意见落实',
    valid_from: '2018-01-01',
  };
  const person: DemoRow = {
    county: NO_COUNTY,
    id: personId,
    territory: REGION,
    name,
    ...readName(name),
    phone: null,
    household_id: null,
    relation: '',
    presence: 'here',
    created_at: since,
  };
  const year = Number(today.slice(0, 4)) - 1;
  // The hat one wears first is the oldest post.
  const terms = { [REGION]: `${year}-01-15`, [YINCHUAN]: `${year}-07-01` };
  const posts: DemoRow[] = Object.entries(terms).map(([territory, validFrom]) => ({
    county: NO_COUNTY,
    id: random.id(since),
    person_id: personId,
    body_id: bodyId,
    role: 'supervisor',
    territory,
    name,
    phone: PHONE,
    allowance: '',
    woman: null,
    valid_from: validFrom,
    valid_until: null,
  }));
  const account: NewAccount = {
    county: NO_COUNTY,
    id: accountId,
    kind: 'staff',
    username,
    phone: null,
    displayName: name,
    passwordHash,
    territory: REGION,
    createdAt: since,
  };
  const link: NewLink = { county: NO_COUNTY, accountId, personId, since };
  return { body, person, posts, account, link };
}
