import type pg from 'pg';
import type { Presence, Relation } from '../../domain/people/contract.ts';
import type { Persona } from '../platform/app.ts';
import { transaction } from '../platform/database.ts';
import { personaAccounts } from './store.ts';

/** The one password of all staff of the demo; plainly no secret. */
export const DEMO_PASSWORD = 'linli-demo-2026';

export const YUANLONG = '640121104205';
export const MULAN = '640121104201';
export const FUNING = '640121104200';

/** The grids of the two workers one may become. */
export const THIRD_GRID = `${YUANLONG}003`;
export const SECOND_GRID = `${FUNING}002`;

export type PersonaKey =
  | 'resident'
  | 'elder'
  | 'grid-worker'
  | 'grid-worker-2'
  | 'station'
  | 'station-worker'
  | 'window'
  | 'dispatcher'
  | 'office'
  | 'housing'
  | 'power'
  | 'water'
  | 'supervisor'
  | 'administrator'
  | 'region';

interface DemoPersona {
  key: PersonaKey;
  name: string;
  title: string;
  note: string;
  face: 'portal' | 'office';
  /** Residents sign in with it. */
  phone?: string;
  /** Staff sign in with it. */
  username?: string;
}

const staff = (key: PersonaKey, name: string, title: string, note: string): DemoPersona => ({
  key,
  name,
  title,
  note,
  face: 'office',
  username: `demo-${key}`,
});

/** Invented people one may become; their names, phones and user names never change. */
export const PERSONAS: readonly DemoPersona[] = [
  {
    key: 'resident',
    name: '王秀兰',
    title: '原隆村居民',
    note: '有四件事：一件已答复等您评价，一件部门正在办，一件已办结，给母亲代办的津贴还缺一张卡。再反映一件试试。',
    face: 'portal',
    phone: '15409510001',
  },
  {
    key: 'elder',
    name: '马桂英',
    title: '木兰村老人',
    note: '字大、话少的关怀版；有一件事村里在等她回话。',
    face: 'portal',
    phone: '15409510002',
  },
  staff('grid-worker', '李建军', '原隆村第3网格网格员', '看本网格今天的事：新诉求、该入户的、要交镇里的代办材料。'),
  staff('grid-worker-2', '马秀芳', '福宁村第2网格网格员', '另一个村的一天：一户核查超期，一份代办缺材料，一份结果等她送到家。'),
  staff('station', '张国强', '原隆村服务站站长', '签收、答复，或者写明意见上报镇里。'),
  staff('station-worker', '陈静', '原隆村服务站站务员', '来访、来电登记；有两个岗位，可以切换。'),
  staff('window', '刘敏', '闽宁镇民生服务中心窗口', '签收各村交来的代办材料，受理、一次告知、办结；也替来访群众登记诉求。'),
  staff('dispatcher', '赵志明', '闽宁镇民生服务中心分派员', '派单、重派退回的件、决定延期、回访。'),
  staff('office', '吴勇', '闽宁镇综合执法办公室', '办镇里派来的件，有一件今天到期。'),
  staff('housing', '徐丽萍', '县住房和城乡建设局', '签收、退回、申请延期、请别的单位协办、答复。'),
  staff('power', '周涛', '县供电公司', '有一件主办、一件等着协办回复。'),
  staff('water', '韩磊', '县水务局', '有一件在等群众补充，一件已超期。'),
  staff('supervisor', '何平', '永宁县督查员', '看超期和多次催办的件，督办；查谁看过群众的电话。'),
  staff('administrator', '丁颖', '永宁县管理员', '单位和账号、参数和日历、没发出去的短信。'),
  staff('region', '白雪', '自治区民政厅督查员', '看五个市、二十二个县的条款看板和统计；也分管银川市，可以切换。'),
];

export const persona = (key: PersonaKey): DemoPersona => PERSONAS.find((one) => one.key === key) as DemoPersona;

/** A member as a persona's family fixes it. */
export interface FixedMember {
  name: string;
  relation: Relation;
  presence?: Presence;
  phone?: string;
  adult?: boolean;
  woman?: boolean;
  persona?: true;
}

/** A household whose members are fixed: the `place`-th of its lane. */
export interface FixedHousehold {
  village: string;
  lane: number;
  place: number;
  /** Whom one may become; none in the home of a namesake. */
  persona?: PersonaKey;
  members: FixedMember[];
}

/** Where the personas who are residents of Minning live, and one namesake. Lanes count from 0. */
export const PERSONA_HOMES: readonly FixedHousehold[] = [
  {
    persona: 'resident',
    village: YUANLONG,
    lane: 11,
    place: 6,
    members: [
      { name: '李志国', relation: '户主', presence: 'away', phone: '15409510011' },
      { name: '王秀兰', relation: '配偶', phone: '15409510001', persona: true },
      { name: '马玉珍', relation: '母', phone: '15409510001' },
      { name: '李雨涵', relation: '女', adult: false },
    ],
  },
  {
    persona: 'elder',
    village: MULAN,
    lane: 1,
    place: 3,
    members: [
      { name: '杨建国', relation: '户主' },
      { name: '马桂英', relation: '配偶', phone: '15409510002', persona: true },
    ],
  },
  // A namesake in the same village, as villages have them: whoever looks for one by name must say which.
  { village: MULAN, lane: 4, place: 2, members: [{ name: '马桂英', relation: '户主' }] },
  {
    persona: 'grid-worker',
    village: YUANLONG,
    lane: 12,
    place: 2,
    members: [
      { name: '李建军', relation: '户主', phone: '15409510003', persona: true },
      { name: '马海燕', relation: '配偶', phone: '15409510012' },
      { name: '李子豪', relation: '子', adult: false },
    ],
  },
  {
    persona: 'grid-worker-2',
    village: FUNING,
    lane: 8,
    place: 4,
    members: [
      { name: '马秀芳', relation: '户主', phone: '15409510006', persona: true },
      { name: '马文博', relation: '子', adult: false },
    ],
  },
  {
    persona: 'station',
    village: YUANLONG,
    lane: 2,
    place: 8,
    members: [
      { name: '张国强', relation: '户主', phone: '15409510004', persona: true },
      { name: '杨玉梅', relation: '配偶', phone: '15409510013' },
    ],
  },
  {
    persona: 'station-worker',
    village: YUANLONG,
    lane: 21,
    place: 4,
    members: [
      { name: '陈静', relation: '户主', phone: '15409510005', persona: true },
      { name: '王宇泽', relation: '子', adult: false },
    ],
  },
];

/** The personas whose accounts are in the database; none where the demo was not loaded. */
export async function demoPersonas(pool: pg.Pool): Promise<Persona[]> {
  const found = await transaction(pool, { kind: 'system', name: '演示' }, (tx) => personaAccounts(tx, PERSONAS));
  return PERSONAS.flatMap(({ key, name, title, face, note, username, phone }) => {
    const account = found.find((one) => (username ? one.username === username : one.phone === phone) && one.displayName === name);
    const how = phone ? `手机 ${phone}。` : '';
    return account ? [{ key, name, title, face, note: how + note, accountId: account.id }] : [];
  });
}
