import type { CategoryCode } from '../../../domain/matters/appeal/categories.ts';
import type { DutyBody } from '../../../domain/matters/appeal/duty-body.ts';

/** A department that was sent a matter wrongly gives it back with a basis and names whose it is. */
export interface WrongSending {
  readonly categories: readonly CategoryCode[];
  /** The wrong one. */
  readonly from: DutyBody;
  readonly words: string;
  readonly basis: string;
  /** The right one. */
  readonly suggested: DutyBody;
}

export const WRONG_SENDINGS: readonly WrongSending[] = [
  {
    categories: ['roads.lamp'],
    from: 'county-transport',
    words: '现场看过，这段是镇村道路照明，不是公路附属设施，我局没有维护职责，建议转住建局。',
    basis: '我局三定方案：负责公路及公路附属设施，不含城镇和村庄照明',
    suggested: 'county-housing',
  },
  {
    categories: ['roads.lane'],
    from: 'county-transport',
    words: '这条是村内巷道，未列入村道名录，建议由镇自然资源和村镇建设办统筹。',
    basis: '县农村公路名录（村内巷道不在其列）',
    suggested: 'township-land',
  },
  {
    categories: ['roads.traffic'],
    from: 'county-transport',
    words: '减速设施和停车秩序由公安交管部门设置管理，我局可以配合施工。',
    basis: '我局三定方案：不含道路交通安全管理',
    suggested: 'county-traffic-police',
  },
  {
    categories: ['water.drain'],
    from: 'county-water',
    words: '积水点在街巷排水管网上，管网由住建局建设管护，我局负责供水和沟渠。',
    basis: '我局三定方案：供水、灌溉和河沟渠，不含街巷排水',
    suggested: 'county-housing',
  },
  {
    categories: ['water.canal'],
    from: 'county-agriculture',
    words: '该渠为支渠，产权和管护属水务局，我局只管田间末级配套。',
    basis: '灌区工程管护责任清单',
    suggested: 'county-water',
  },
  {
    categories: ['farm.irrigation'],
    from: 'county-agriculture',
    words: '配水次序和水量由水务局灌区管理所定，请转水务局。',
    basis: '县灌溉用水计划',
    suggested: 'county-water',
  },
  {
    categories: ['farm.inputs'],
    from: 'county-market',
    words: '种子、农药质量由农业农村部门执法，我局配合查处无照经营。',
    basis: '我局三定方案：农作物种子和农药监管归农业农村部门',
    suggested: 'county-agriculture',
  },
  {
    categories: ['clean.waste'],
    from: 'county-environment',
    words: '生活垃圾清运不属于污染查处范围，由综合执法局负责环卫作业。',
    basis: '我局三定方案：不含生活垃圾收运',
    suggested: 'county-enforcement',
  },
  {
    categories: ['clean.smell'],
    from: 'county-agriculture',
    words: '已排除动物疫病，群众反映的是臭气扰民，由生态环境部门查处，我局指导粪污利用。',
    basis: '乡村振兴促进法第四十条',
    suggested: 'county-environment',
  },
  {
    categories: ['house.homestead'],
    from: 'county-land',
    words: '宅基地由镇政府受理审批，我局负责办证，请先转镇自然资源和村镇建设办。',
    basis: '宅基地审批办法（县里规定）',
    suggested: 'township-land',
  },
  {
    categories: ['house.danger'],
    from: 'county-civil-affairs',
    words: '房屋鉴定和改造由住建部门组织，家庭困难的我局另行救助。',
    basis: '社会救助暂行办法第三条',
    suggested: 'county-housing',
  },
  {
    categories: ['care.medical'],
    from: 'county-health',
    words: '报销比例和备案由医保经办机构办理，我局管医疗服务。',
    basis: '我局三定方案：不含医疗保险经办',
    suggested: 'county-medical-insurance',
  },
  {
    categories: ['care.wages'],
    from: 'county-housing',
    words: '欠薪案件由人社部门查处，我局督促施工总承包单位配合。',
    basis: '保障农民工工资支付条例第七条',
    suggested: 'county-labour',
  },
  {
    categories: ['care.elder'],
    from: 'county-labour',
    words: '高龄津贴和助餐由民政部门负责，我局办理养老保险待遇。',
    basis: '我局三定方案：不含养老服务和老年福利',
    suggested: 'county-civil-affairs',
  },
  {
    categories: ['life.bus'],
    from: 'county-transport',
    words: '接送学生的校车由教育部门统筹管理，我局负责班线客运。',
    basis: '县校车安全管理分工',
    suggested: 'county-education',
  },
  {
    categories: ['order.noise'],
    from: 'county-environment',
    words: '广场舞属于社会生活噪声，由公安机关处理，我局管工业噪声的排放。',
    basis: '治安管理处罚法第八十八条',
    suggested: 'county-police',
  },
  {
    categories: ['order.dogs'],
    from: 'county-agriculture',
    words: '犬只伤人和不拴由公安机关处理，我局负责犬只免疫。',
    basis: '治安管理处罚法第八十九条',
    suggested: 'county-police',
  },
  {
    categories: ['power.parcel'],
    from: 'county-transport',
    words: '快递服务投诉由工信商务局会同邮政管理部门协调，我局无管辖权。',
    basis: '我局三定方案：不含快递业管理',
    suggested: 'county-industry',
  },
];

/** A wrong sending that could befall a category, or undefined. */
export const wrongSendingOf = (code: string): WrongSending | undefined =>
  WRONG_SENDINGS.find(({ categories }) => (categories as readonly string[]).includes(code));
