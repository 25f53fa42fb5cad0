import type { BodyKind, BodyRef } from '../../domain/bodies/body.ts';
import { DEPARTMENTS, departmentName, TOWNSHIP_OFFICES } from '../../domain/matters/appeal/departments.ts';
import { pinyinOf } from '../platform/pinyin.ts';
import { COUNTY, type DemoTownship, type DemoVillage } from './places.ts';
import type { Random } from './random.ts';
import type { DemoRow } from './store.ts';

export interface DemoBody extends BodyRef {
  shortName: string;
  parentId: string | null;
  /** Key in the lists of duties. */
  department: string | null;
  code: string;
  phone: string;
  address: string;
  hours: string;
  duties: string;
}

const COUNTY_NAME = '永宁县';
const CITY_NAME = '银川市';
const OFFICE_HOURS = '周一至周五 8:30—12:00，14:00—18:00';
const STATION_HOURS = '每天 8:30—18:00，中午有人值班';

/** Every body of the county: county and township governments, departments, offices, and the four bodies of each village. */
export function makeBodies(random: Random, townships: readonly DemoTownship[], founded: Date): DemoBody[] {
  const bodies: DemoBody[] = [];
  let lines = 0;
  const nextPhone = () => `0951-555${String(++lines).padStart(4, '0')}`;
  const add = (body: { kind: BodyKind; name: string; territory: string; parentId: string | null } & Partial<DemoBody>): DemoBody => {
    const made: DemoBody = {
      id: random.id(founded),
      shortName: body.name,
      department: null,
      code: `${body.territory}.${bodies.length + 1}`,
      phone: nextPhone(),
      address: '',
      hours: OFFICE_HOURS,
      duties: '',
      ...body,
    };
    bodies.push(made);
    return made;
  };

  const county = add({
    kind: 'county-government',
    name: `${COUNTY_NAME}人民政府`,
    shortName: '县政府',
    territory: COUNTY,
    parentId: null,
    address: '永宁县政务大楼',
    duties: '统筹全县城乡社区治理，督查各单位办理群众诉求',
  });
  for (const department of DEPARTMENTS) {
    add({
      kind: 'county-department',
      name: departmentName(department, { county: COUNTY_NAME, city: CITY_NAME }),
      shortName: department.short,
      territory: COUNTY,
      parentId: county.id,
      department: department.key,
      address: '永宁县政务大楼',
      duties: department.duties,
      ...(department.key === 'county-power' ? { hours: '全天 24 小时有人值班', address: '永宁县供电营业厅' } : {}),
    });
  }
  for (const township of townships) {
    const farm = township.name.endsWith('农场');
    const street = township.name.endsWith('街道');
    const government = add({
      kind: 'township-government',
      name: farm ? `${township.name}管理委员会` : street ? `${township.name}办事处` : `${township.name}人民政府`,
      shortName: farm ? `${township.name}管委会` : street ? '街道办' : `${township.name}政府`,
      territory: township.code,
      parentId: county.id,
      address: `${township.name}政务院内`,
      duties: '辖区公共服务、公共管理、公共安全，指导村（社区）工作',
    });
    let centre: DemoBody | undefined;
    for (const office of TOWNSHIP_OFFICES) {
      const isCentre = office.key === 'township-service-centre';
      const made = add({
        kind: isCentre ? 'township-centre' : 'township-office',
        name: departmentName(office, { township: township.name }),
        shortName: office.short,
        territory: township.code,
        parentId: government.id,
        department: office.key,
        address: isCentre ? `${township.name}便民大厅` : `${township.name}政务院内`,
        duties: isCentre ? `${office.duties}，接收和分派群众诉求` : office.duties,
      });
      if (isCentre) centre = made;
    }
    for (const village of township.villages) addVillage(add, village, government.id, centre?.id ?? null);
  }
  return bodies;
}

type Add = (body: { kind: BodyKind; name: string; territory: string; parentId: string | null } & Partial<DemoBody>) => DemoBody;

function addVillage(add: Add, { code, name, community }: DemoVillage, governmentId: string, centreId: string | null): void {
  const address = `${name}党群服务中心`;
  const station = add({
    kind: 'service-station',
    name: `${name}服务站`,
    shortName: `${name}服务站`,
    territory: code,
    parentId: centreId,
    address,
    hours: STATION_HOURS,
    duties: '受理群众诉求，代办证明和社保医保事项，组织网格员入户',
  });
  const common = { territory: code, parentId: governmentId, address, phone: station.phone, hours: STATION_HOURS };
  add({
    ...common,
    kind: 'party-organisation',
    name: `中共${name}总支部委员会`,
    shortName: `${name}党总支`,
    duties: '领导村（社区）各项工作',
  });
  add({
    ...common,
    kind: community ? 'residents-committee' : 'villagers-committee',
    name: `${name}${community ? '居民' : '村民'}委员会`,
    shortName: `${name}${community ? '居委会' : '村委会'}`,
    duties: '自我管理、自我教育、自我服务，办理公共事务，调解纠纷',
  });
  add({
    ...common,
    kind: 'supervision-committee',
    name: `${name}${community ? '居' : '村'}务监督委员会`,
    shortName: `${name}监委会`,
    duties: `监督${community ? '居' : '村'}务公开、集体资金和工程项目`,
  });
}

export const refOf = ({ id, name, kind, territory }: DemoBody): BodyRef => ({ id, name, kind, territory });

export const bodyRows = (bodies: readonly DemoBody[]): DemoRow[] =>
  bodies.map((body) => ({
    county: COUNTY,
    id: body.id,
    code: body.code,
    kind: body.kind,
    name: body.name,
    short_name: body.shortName,
    ...pinyinOf(body.name),
    territory: body.territory,
    parent_id: body.parentId,
    department: body.department,
    phone: body.phone,
    address: body.address,
    hours: body.hours,
    duties: body.duties,
    valid_from: '2018-01-01',
  }));
