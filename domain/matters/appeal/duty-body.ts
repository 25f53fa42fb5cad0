/** What people call each bearer of a duty; apart from the departments themselves, because a phone carries only this. */
export const DUTY_BODY_SHORT_NAMES = {
  'county-housing': '县住建局',
  'county-water': '县水务局',
  'county-transport': '县交通局',
  'county-education': '县教育局',
  'county-labour': '县人社局',
  'county-medical-insurance': '县医保局',
  'county-civil-affairs': '县民政局',
  'county-agriculture': '县农业农村局',
  'county-land': '县自然资源局',
  'county-environment': '县生态环境分局',
  'county-police': '县公安局',
  'county-traffic-police': '县交警大队',
  'county-power': '县供电公司',
  'county-health': '县卫健局',
  'county-enforcement': '县综合执法局',
  'county-culture': '县文旅局',
  'county-justice': '县司法局',
  'county-veterans': '县退役军人局',
  'county-disabled': '县残联',
  'county-market': '县市场监管局',
  'county-industry': '县工信商务局',
  'township-general': '党政办',
  'township-service-centre': '民生服务中心',
  'township-agriculture': '农业农村办',
  'township-enforcement': '综合执法办',
  'township-safety': '社会治理办(平安)',
  'township-land': '自然资源和村镇建设办',
  'township-culture': '文化服务中心',
  'village-committee': '村(居)委会',
  'village-station': '村(社区)服务站',
} as const;

/** Whoever carries a duty; a village's own are its committee and its service station. */
export type DutyBody = keyof typeof DUTY_BODY_SHORT_NAMES;

/** What people call the bearer of a duty, e.g. 县住建局. */
export const dutyBodyShortName = (body: DutyBody): string => DUTY_BODY_SHORT_NAMES[body];
