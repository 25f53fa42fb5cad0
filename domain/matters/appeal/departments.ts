/** Who answers for what above the village; the duties of each are shown to dispatchers when they choose. */
import { DUTY_BODY_SHORT_NAMES } from './duty-body.ts';

export interface Department {
  readonly key: string;
  /** Full title; `{county}`, `{city}` and `{stem}` (the county's name without 县/区/市) are filled by {@link departmentName}. */
  readonly pattern: string;
  /** What people call it, e.g. 县住建局. */
  readonly short: string;
  /** Its duties in everyday words. */
  readonly duties: string;
}

/** Departments of a county that residents' matters reach, with the duty each carries. */
export const DEPARTMENTS = [
  {
    key: 'county-housing',
    pattern: '{county}住房和城乡建设局',
    short: DUTY_BODY_SHORT_NAMES['county-housing'],
    duties: '路灯、危房改造、房屋质量、物业、燃气供暖、排水管网',
  },
  {
    key: 'county-water',
    pattern: '{county}水务局',
    short: DUTY_BODY_SHORT_NAMES['county-water'],
    duties: '自来水、水费、灌溉配水、渠道沟道',
  },
  {
    key: 'county-transport',
    pattern: '{county}交通运输局',
    short: DUTY_BODY_SHORT_NAMES['county-transport'],
    duties: '县乡村公路、客运班车、候车亭',
  },
  {
    key: 'county-education',
    pattern: '{county}教育局',
    short: DUTY_BODY_SHORT_NAMES['county-education'],
    duties: '入学、校车、幼儿园、学校食堂',
  },
  {
    key: 'county-labour',
    pattern: '{county}人力资源和社会保障局',
    short: DUTY_BODY_SHORT_NAMES['county-labour'],
    duties: '养老保险、拖欠工资、就业培训',
  },
  {
    key: 'county-medical-insurance',
    pattern: '{county}医疗保障局',
    short: DUTY_BODY_SHORT_NAMES['county-medical-insurance'],
    duties: '医保缴费、报销、医疗救助',
  },
  {
    key: 'county-civil-affairs',
    pattern: '{county}民政局',
    short: DUTY_BODY_SHORT_NAMES['county-civil-affairs'],
    duties: '低保特困、临时救助、养老服务、高龄津贴、殡葬',
  },
  {
    key: 'county-agriculture',
    pattern: '{county}农业农村局',
    short: DUTY_BODY_SHORT_NAMES['county-agriculture'],
    duties: '温棚、农资、病虫害和动物防疫、惠农补贴、承包地、改厕',
  },
  { key: 'county-land', pattern: '{county}自然资源局', short: DUTY_BODY_SHORT_NAMES['county-land'], duties: '征地补偿、不动产登记、用地' },
  {
    key: 'county-environment',
    pattern: '{city}生态环境局{stem}分局',
    short: DUTY_BODY_SHORT_NAMES['county-environment'],
    duties: '污水排放、养殖臭味、焚烧扬尘',
  },
  {
    key: 'county-police',
    pattern: '{county}公安局',
    short: DUTY_BODY_SHORT_NAMES['county-police'],
    duties: '治安、噪声、犬只、户口居住证',
  },
  {
    key: 'county-traffic-police',
    pattern: '{county}公安局交通警察大队',
    short: DUTY_BODY_SHORT_NAMES['county-traffic-police'],
    duties: '交通安全、信号灯、违停',
  },
  {
    key: 'county-power',
    pattern: '国网宁夏电力有限公司{county}供电公司',
    short: DUTY_BODY_SHORT_NAMES['county-power'],
    duties: '停电、电压、线路和变压器',
  },
  {
    key: 'county-health',
    pattern: '{county}卫生健康局',
    short: DUTY_BODY_SHORT_NAMES['county-health'],
    duties: '村卫生室、家庭医生、接种、公共卫生',
  },
  {
    key: 'county-enforcement',
    pattern: '{county}综合执法局',
    short: DUTY_BODY_SHORT_NAMES['county-enforcement'],
    duties: '垃圾清运、占道、违法建设查处',
  },
  {
    key: 'county-culture',
    pattern: '{county}文化旅游体育局',
    short: DUTY_BODY_SHORT_NAMES['county-culture'],
    duties: '文化体育设施、广场、旅游',
  },
  { key: 'county-justice', pattern: '{county}司法局', short: DUTY_BODY_SHORT_NAMES['county-justice'], duties: '法律援助、人民调解指导' },
  { key: 'county-veterans', pattern: '{county}退役军人事务局', short: DUTY_BODY_SHORT_NAMES['county-veterans'], duties: '优抚、退役安置' },
  {
    key: 'county-disabled',
    pattern: '{county}残疾人联合会',
    short: DUTY_BODY_SHORT_NAMES['county-disabled'],
    duties: '残疾人辅具、康复、补贴协助',
  },
  {
    key: 'county-market',
    pattern: '{county}市场监督管理局',
    short: DUTY_BODY_SHORT_NAMES['county-market'],
    duties: '食品安全、消费纠纷、价格、农资质量',
  },
  {
    key: 'county-industry',
    pattern: '{county}工业信息化和商务局',
    short: DUTY_BODY_SHORT_NAMES['county-industry'],
    duties: '通信信号、快递物流、商业网点',
  },
] as const satisfies readonly Department[];

/** Offices of a township. */
export const TOWNSHIP_OFFICES = [
  {
    key: 'township-general',
    pattern: '{township}党政办公室',
    short: DUTY_BODY_SHORT_NAMES['township-general'],
    duties: '村务公开、干部作风、综合协调',
  },
  {
    key: 'township-service-centre',
    pattern: '{township}民生服务中心',
    short: DUTY_BODY_SHORT_NAMES['township-service-centre'],
    duties: '窗口办事、社保救助受理、代办',
  },
  {
    key: 'township-agriculture',
    pattern: '{township}农业农村办公室',
    short: DUTY_BODY_SHORT_NAMES['township-agriculture'],
    duties: '土地流转、集体经济、农产品销路、林草',
  },
  {
    key: 'township-enforcement',
    pattern: '{township}综合执法办公室',
    short: DUTY_BODY_SHORT_NAMES['township-enforcement'],
    duties: '乱搭乱建、集市摊位、占道',
  },
  {
    key: 'township-safety',
    pattern: '{township}社会治理办公室',
    short: DUTY_BODY_SHORT_NAMES['township-safety'],
    duties: '消防隐患、安全生产、矛盾排查',
  },
  {
    key: 'township-land',
    pattern: '{township}自然资源和村镇建设办公室',
    short: DUTY_BODY_SHORT_NAMES['township-land'],
    duties: '宅基地、村内道路巷道、村镇建设',
  },
  {
    key: 'township-culture',
    pattern: '{township}文化服务中心',
    short: DUTY_BODY_SHORT_NAMES['township-culture'],
    duties: '文化广场、健身器材、文体活动',
  },
] as const satisfies readonly Department[];

export type CountyDepartmentKey = (typeof DEPARTMENTS)[number]['key'];
export type TownshipOfficeKey = (typeof TOWNSHIP_OFFICES)[number]['key'];

/** Full title of a county department or township office, e.g. `departmentName(d, { county: '永宁县', city: '银川市' })`. */
export function departmentName(department: Department, place: { county?: string; city?: string; township?: string }): string {
  const county = place.county ?? '';
  return department.pattern
    .replace('{county}', county)
    .replace('{city}', place.city ?? '')
    .replace('{stem}', county.length > 2 ? county.replace(/[县区市]$/, '') : county)
    .replace('{township}', place.township ?? '');
}
