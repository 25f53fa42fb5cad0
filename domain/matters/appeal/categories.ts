/** What residents raise, in two levels, and whose duty each is. Adapted from public lists of residents' matters to what a township's villages meet. */
import { type DutyBody, dutyBodyShortName } from './duty-body.ts';

export type DutyLevel = 'village' | 'township' | 'county';
/** An enquiry is answered sooner than a trouble is solved; the limits are parameters. */
export type AppealKind = 'enquiry' | 'trouble';

export interface Duty {
  readonly level: DutyLevel;
  readonly body: DutyBody;
  /** What people call the body, e.g. 县住建局. */
  readonly owner: string;
  /** Law and article, or 县里规定 where the county decides. */
  readonly basis: string;
}

export interface Category<Code extends string = string> {
  readonly code: Code;
  readonly name: string;
  readonly parent: string;
  /** Everyday words that propose it; `a+b` needs both, a trailing `*` makes a word telling. */
  readonly words: readonly string[];
  readonly duty: Duty;
  readonly kind: AppealKind;
}

export interface CategoryGroup {
  readonly code: string;
  readonly name: string;
}

/** First level. */
export const CATEGORY_GROUPS = [
  { code: 'water', name: '用水排水' },
  { code: 'roads', name: '道路出行' },
  { code: 'power', name: '电气通信快递' },
  { code: 'clean', name: '环境卫生' },
  { code: 'house', name: '住房建设' },
  { code: 'land', name: '土地和集体' },
  { code: 'farm', name: '农业生产' },
  { code: 'care', name: '社保救助就业' },
  { code: 'life', name: '教育医疗消费' },
  { code: 'order', name: '平安和邻里' },
  { code: 'affairs', name: '办事和村务' },
] as const satisfies readonly CategoryGroup[];

const COUNTY = '县里规定';
const REVITALISATION = (article: string) => `乡村振兴促进法第${article}条`;
const PUBLIC_WORKS = REVITALISATION('五十二');
const LIVING_PLACE = REVITALISATION('三十七');
const WASTE_OF_FARMS = REVITALISATION('四十');
const VILLAGE_AFFAIRS = '村民委员会组织法第二条';
const COLLECTIVE = '农村集体经济组织法第十条';

/** The body implies the level, so a duty cannot contradict itself. */
function leaf<const Code extends string>(
  code: Code,
  name: string,
  body: DutyBody,
  basis: string,
  words: string,
  kind: AppealKind = 'trouble',
): Category<Code> {
  const level = body.startsWith('county-') ? 'county' : body.startsWith('township-') ? 'township' : 'village';
  return {
    code,
    name,
    parent: code.slice(0, code.indexOf('.')),
    words: words.split(' '),
    duty: { level, body, owner: dutyBodyShortName(body), basis },
    kind,
  };
}

/** Second level: what an appeal is filed under. */
// biome-ignore format: one category a line reads as the table it is
export const CATEGORIES = [
  leaf('water.tap', '自来水和水费', 'county-water', PUBLIC_WORKS, '自来水* 停水* 水压* 水龙头* 水管 吃水* 饮水 喝水 没水* 断水* 水质* 水+浑* 水+发黄* 水+泥沙 水+有味 水+味道 爆管* 供水 水管+冻* 水费* 水表* 水价* 多收+水 水+计量 来水 提水 打不着火'),
  leaf('water.drain', '排水积水', 'county-housing', PUBLIC_WORKS, '下水* 排水* 积水* 井盖* 化粪池* 返水 倒灌 下雨+水 雨水 污水井 污水管* 管网 水+排不出去 反味 污水+冒*'),
  leaf('water.canal', '沟渠防洪', 'county-water', COUNTY, '排洪沟* 防洪* 山洪* 河道* 清淤* 涵洞 渠+护栏* 渠+塌* 渠+堵 渠+淤* 渠+危险 渠+掉* 渠+垃圾 沟+堵 泄洪 渠+没护栏* 淌水+危险 衬砌*'),
  leaf('roads.lamp', '路灯', 'county-housing', PUBLIC_WORKS, '路灯* 灯杆* 灯+不亮* 灯+坏 灯+灭 灯+闪 太阳能灯* 黑灯瞎火* 黑+看不见 摸黑'),
  leaf('roads.road', '公路破损', 'county-transport', PUBLIC_WORKS, '路面* 坑洼 公路 乡道* 县道* 村道* 柏油 大坑 坑坑 路+坑 路+塌 塌陷 主路 桥+裂 桥+护栏 路基 翻浆*'),
  leaf('roads.lane', '巷道硬化', 'township-land', COUNTY, '巷道 巷子 硬化* 土路* 泥路* 泥水 路+没铺 路+没修 下雨+泥* 出不了门 铺砖 生产路* 田间路'),
  leaf('roads.bus', '班车站点', 'county-transport', PUBLIC_WORKS, '班车* 公交* 候车* 站牌* 客车 车次 等车* 坐车 末班* 头班 车站 客运 站点'),
  leaf('roads.traffic', '交通安全和停车', 'county-traffic-police', COUNTY, '红绿灯* 信号灯* 减速带* 超速* 大货车 大车 斑马线* 车祸* 事故 车速 开得飞快 反光镜* 标线 拉土车 撞 路口+危险* 超载* 过马路 乱停* 违停* 停车* 停车位* 僵尸车* 堵住 堵路 车+挡 停+车 占道停 开不出来'),
  leaf('power.supply', '供电和线路', 'county-power', PUBLIC_WORKS, '停电* 断电* 电压* 跳闸* 没电 变压器* 带不动 电费 电线杆* 电杆* 电线* 电缆* 线路 漏电* 线+垂* 电表 杆+歪* 杆+倒 高压线* 光缆'),
  leaf('power.heat', '取暖燃气', 'county-housing', PUBLIC_WORKS, '暖气* 取暖* 供暖* 供热* 燃气* 天然气* 煤气* 煤改电* 不热 壁挂炉* 气费 电暖 屋里冷'),
  leaf('power.signal', '手机网络信号', 'county-industry', PUBLIC_WORKS, '信号* 网络* 宽带* 基站* 上网* 网速* 打不出 电话+断 手机+卡 网课 电视+看不'),
  leaf('power.parcel', '快递物流', 'county-industry', PUBLIC_WORKS, '快递* 包裹* 取件* 驿站* 物流 寄件* 网购'),
  leaf('clean.waste', '垃圾清运', 'county-enforcement', PUBLIC_WORKS, '垃圾* 垃圾箱* 垃圾桶* 垃圾车* 清运* 建筑垃圾* 渣土 乱倒 倒在* 砖头* 水泥块'),
  leaf('clean.lane', '村内保洁和公厕', 'village-committee', VILLAGE_AFFAIRS, '保洁* 打扫* 柴草+堆* 乱堆* 杂草* 堆杂物 杂物* 卫生差 保洁员* 不扫 没人扫* 巷道+脏 扫一扫 粪堆 公厕* 公共厕所* 厕所+脏* 厕所+臭 厕所+锁* 厕所+打扫* 厕所+满* 厕所+门'),
  leaf('clean.latrine', '改厕', 'county-agriculture', LIVING_PLACE, '改厕* 卫生厕所* 户厕* 厕所改造* 旱厕 冲水 厕所+冻* 厕所+改* 厕所+不能用 水厕* 厕所+抽'),
  leaf('clean.smell', '养殖臭味粪污', 'county-environment', WASTE_OF_FARMS, '养殖场* 养牛场* 牛粪* 羊粪* 鸡粪* 粪污* 粪水* 臭味* 臭气* 熏* 牛圈* 羊圈* 鸡场* 牛场* 臭+牛 臭+羊 臭+鸡 苍蝇+养'),
  leaf('clean.sewage', '污水乱排', 'county-environment', WASTE_OF_FARMS, '污水 废水* 排污* 偷排* 臭水* 黑水* 直排* 排到沟 污水+沟 污水+排 沟+排*'),
  leaf('clean.smoke', '焚烧扬尘', 'county-environment', COUNTY, '焚烧* 秸秆* 冒烟 黑烟* 烟+呛* 扬尘* 灰尘* 粉尘* 烟囱 尘土* 烧+树叶 烧+垃圾* 烧+塑料*'),
  leaf('clean.trees', '树木绿化', 'township-agriculture', COUNTY, '树木* 树枝* 砍树* 绿化* 行道树* 浇树* 林带* 补栽* 死树* 树+死 树+遮 树+倒* 树+挡 修剪* 大树* 枯树*'),
  leaf('house.danger', '危房', 'county-housing', '社会救助暂行办法第三十八条', '危房* 裂缝* 墙+裂* 土坯房* 要塌* 房+塌* 墙+塌 老房子 墙+斜 房+裂* 危房改造* 房子+险'),
  leaf('house.quality', '安置房质量', 'county-housing', COUNTY, '移民房* 安置房* 房屋质量* 漏雨* 屋顶+漏* 墙皮* 返潮* 房+漏* 渗水* 墙+掉 保温 地面+沉 返碱*'),
  leaf('house.homestead', '宅基地建房', 'township-land', COUNTY, '宅基地* 盖房* 建房* 翻建* 翻盖* 分户* 盖+房 批地* 院子+批'),
  leaf('house.deed', '房产证和登记', 'county-land', '民法典第二百一十条', '房产证* 不动产* 过户* 土地证* 房本* 房证* 登记+房 证+办下来', 'enquiry'),
  leaf('house.illegal', '乱搭乱建', 'township-enforcement', COUNTY, '违建* 私搭* 彩钢* 违章* 乱搭* 乱建* 搭+棚子* 搭建* 占+盖* 圈占* 公地+占* 围起来'),
  leaf('house.property', '小区物业', 'county-housing', '物业管理条例第五条', '物业* 电梯* 单元门* 小区* 物业费* 业主* 楼道* 楼顶 门禁*'),
  leaf('land.transfer', '土地流转租金', 'township-agriculture', COLLECTIVE, '流转* 流转费* 租金* 租地* 地租* 租子* 承包费* 转包* 租+地+钱 租+地+老板* 地+荒* 租我*'),
  leaf('land.plot', '承包地地界', 'county-agriculture', COLLECTIVE, '承包地* 地界* 确权* 地埂* 承包合同* 承包证* 分地* 地+占了 地+少* 地+亩+不对 种地+界 责任田* 土地+面积'),
  leaf('land.taking', '征地补偿', 'county-land', COUNTY, '征地* 征收* 补偿款* 补偿费* 青苗* 占地* 拆迁* 补偿 征用* 坟+迁'),
  leaf('land.dividend', '集体收益分红', 'township-agriculture', '农村集体经济组织法第五十六条', '分红* 集体经济* 光伏* 股金* 村集体 合作社* 入股* 集体收入* 股份* 集体+钱 股东 成员身份*'),
  leaf('land.open', '村务公开', 'township-general', '村民委员会组织法第三十六条', '村务* 公开栏* 账目* 财务* 不公开* 公示* 公开+账 收支* 账+看 花到哪* 钱+去哪 居务*'),
  leaf('farm.greenhouse', '温棚设施', 'township-agriculture', COUNTY, '温棚* 大棚* 棚膜* 卷帘* 温室* 棚+漏 棚+塌* 棚+风 棚+水 棚+电 棚 棉被 棚里* 棚+苗* 棚+地*'),
  leaf('farm.irrigation', '灌溉配水', 'county-water', COUNTY, '灌溉* 灌水* 淌水* 浇地* 浇水* 配水* 水票* 冬灌* 滴灌* 浇不上* 灌不上* 水量 渠+没水* 渠+水+来 轮水* 淌不上* 机井* 扬水* 头水+轮* 头水+浇* 头水+灌* 头水+淌*'),
  leaf('farm.inputs', '种子农资', 'county-agriculture', COUNTY, '种子* 化肥* 农药* 发芽* 出苗* 苗子* 农资* 肥料* 地膜* 秧苗* 饲料*'),
  leaf('farm.disease', '病虫害和畜禽防疫', 'county-agriculture', COUNTY, '病虫害* 虫子* 口蹄疫* 防疫* 兽医* 牛+病* 羊+病* 鸡+死* 牛+死* 羊+死* 牛+疫苗* 羊+疫苗* 牛+针 羊+针 蚜虫* 叶子+黄 烂根* 牛+不吃 生虫'),
  leaf('farm.subsidy', '惠农补贴', 'county-agriculture', COUNTY, '补贴* 种粮* 农机* 母牛* 地力* 良种* 补贴+没到* 一卡通* 直补* 补助'),
  leaf('farm.loss', '受灾和农业保险', 'county-agriculture', COUNTY, '农业保险* 理赔* 冰雹* 霜冻* 冻害* 受灾* 保险+赔* 保险+牛* 保险+羊* 绝收* 冻死*'),
  leaf('farm.sale', '农产品销路', 'township-agriculture', COUNTY, '滞销* 销路* 卖不出* 卖不掉* 没人收* 收购* 收菜* 电商* 直播* 卖+菜 卖+葡萄* 卖+牛 卖+瓜 压价* 烂在地里* 冷库*'),
  leaf('care.pension', '养老金', 'county-labour', REVITALISATION('五十四'), '养老金* 养老保险* 养老钱* 退休金* 社保卡* 认证* 养老待遇* 退休* 社保'),
  leaf('care.medical', '医保报销', 'county-medical-insurance', REVITALISATION('五十四'), '医保* 报销* 慢病* 慢性病* 门诊* 住院* 新农合* 医疗救助* 异地就医* 大病 报不了* 报销不了* 慢病+药*'),
  leaf('care.relief', '低保和救助', 'county-civil-affairs', '社会救助暂行办法第十一条', '低保* 特困* 五保* 临时救助* 困难 救济* 孤儿* 救助* 大病+没钱 申请+低保* 生活困难* 揭不开锅*'),
  leaf('care.wages', '拖欠工资', 'county-labour', '保障农民工工资支付条例第七条', '工资* 工钱* 欠薪* 包工头* 拖欠* 血汗钱* 干活+钱* 打工+钱* 老板+跑 工地+钱* 结账 不结 干了+不给* 月底结*'),
  leaf('care.jobs', '就业培训', 'county-labour', REVITALISATION('五十七'), '就业* 找工作* 找活* 培训* 招工* 公益岗* 公益性岗位* 务工 技能* 零工* 帮扶车间* 活+干 岗位*', 'enquiry'),
  leaf('care.disabled', '残疾人服务', 'county-disabled', '残疾人保障法第八条', '残疾* 残疾证* 轮椅* 拐杖* 助听器* 坡道* 无障碍* 护理补贴* 辅具* 瘫痪* 康复* 残疾+补贴*'),
  leaf('care.elder', '养老服务', 'county-civil-affairs', '老年人权益保障法第三十七条', '养老院* 高龄* 津贴* 日间照料* 老饭桌* 助餐* 独居* 敬老院* 老年人* 老人+没人 养老服务* 老人+饭'),
  leaf('care.veteran', '退役军人优抚', 'county-veterans', COUNTY, '退役* 退伍* 优抚* 当兵* 优待证* 老兵* 参军*'),
  leaf('care.insure', '参保缴费咨询', 'county-medical-insurance', REVITALISATION('五十四'), '参保* 断缴* 补缴* 缴费 交多少 医保+怎么交* 医保+咋交* 医保+多少钱* 医保+什么时候* 养老保险+怎么交* 养老保险+多少钱 新生儿+医保* 缴医保* 交医保* 医保+转', 'enquiry'),
  leaf('life.bus', '校车', 'county-education', COUNTY, '校车* 接送* 接娃* 学生+班车* 娃娃+坐车* 学生+坐车* 放学+车 孩子+坐车*'),
  leaf('life.school', '学校和幼儿园', 'county-education', '未成年人保护法第八十三条', '上学 入学* 转学* 学校+老师* 课后* 学费* 营养餐* 食堂* 招生* 补课* 住校* 学籍* 学生+饭* 辅导 报名 学位* 班主任* 幼儿园* 入园* 托育* 幼师* 保育* 托班* 小班 中班 晚托*'),
  leaf('life.clinic', '村卫生室和防病', 'county-health', REVITALISATION('五十三'), '卫生室* 村医* 大夫* 家庭医生* 体检* 看病* 打针 接种* 疫苗 卫生院* 买药* 开药* 医生* 量血压* 没药* 医院'),
  leaf('life.market', '食品安全和消费', 'county-market', COUNTY, '过期* 食品* 吃坏* 变质* 发霉* 小饭馆* 饭馆 不卫生 三无* 馊* 假酒 保质期* 退款* 退货* 假货* 缺斤短两* 涨价* 乱收费* 充值* 商家* 不给退* 保修* 不给换* 收费+高 虚假宣传* 会员卡* 吃+拉肚子*'),
  leaf('order.neighbour', '邻里和家庭纠纷', 'village-committee', '人民调解法第八条', '邻居* 邻里* 隔壁 吵架 纠纷* 调解* 滴水* 隔壁+院墙* 院墙 吵+嘴 堵我家 挡了+光* 邻居+墙* 评理* 婆媳* 赡养* 不养* 儿子+不管* 儿子+不养* 儿女+不管* 养老人* 分家* 彩礼* 两口子* 离婚* 抚养* 子女+不管*'),
  leaf('order.violence', '家庭暴力', 'county-police', '反家庭暴力法第十五条', '家暴* 打老婆* 家庭暴力* 动手打 男人+打* 丈夫+打* 打+孩子* 挨打* 打我* 酒+打* 打老人*'),
  leaf('order.noise', '噪声扰民', 'county-police', '治安管理处罚法第八十八条', '噪音* 噪声* 太吵* 吵得* 广场舞* 音响* 喇叭* 轰隆* 半夜+响* KTV* 唱歌* 睡不着 睡不好 扰民* 施工+夜 机器+响* 声音+大*'),
  leaf('order.dogs', '狗患', 'county-police', '治安管理处罚法第八十九条', '狗* 流浪狗* 咬人* 咬伤* 狂犬* 犬* 恶狗* 狗+叫* 狗+咬* 狗+拴* 大狗* 养狗* 不拴* 扑'),
  leaf('order.theft', '治安和防骗', 'county-police', '治安管理处罚法第七条', '小偷* 被偷* 偷走* 偷了* 偷+牛* 被盗* 监控* 打架* 赌博* 打麻将 巡逻* 撬* 诈骗* 骗子* 被骗* 骗+钱* 陌生人 摄像头* 治安* 转钱* 转账*'),
  leaf('order.fire', '消防隐患', 'township-safety', REVITALISATION('四十九'), '消防* 火灾* 着火* 灭火器* 消防栓* 飞线* 电动车充电* 消防通道* 柴草+火* 起火* 电动车+充电* 柴垛* 火情 安全隐患 失火* 怕起火* 草料垛*'),
  leaf('order.legal', '法律援助', 'county-justice', '法律援助法第五条', '法律援助* 律师* 打官司* 起诉* 公证* 法律* 告+法院*', 'enquiry'),
  leaf('order.hukou', '户口和居住证', 'county-police', '户口登记条例第三条', '户口* 身份证* 居住证* 迁户* 落户* 上户* 派出所 户口本* 改名*', 'enquiry'),
  leaf('order.stalls', '集市摆摊占道', 'township-enforcement', COUNTY, '摆摊* 占道经营* 集市* 摊位* 摊贩* 赶集* 摊子* 占道 摊+路'),
  leaf('affairs.station', '村服务站', 'village-station', COUNTY, '服务站* 村部+没人* 值班* 村部+门* 服务站+没人* 便民服务* 村部+锁* 网格员* 村部'),
  leaf('affairs.window', '镇上窗口', 'township-service-centre', COUNTY, '窗口* 民生服务中心* 办事大厅* 大厅* 跑了+趟* 排队* 态度 镇上+办事 材料+退回 工作人员'),
  leaf('affairs.cadre', '干部作风', 'township-general', '村民委员会组织法第四十一条', '村干部* 干部* 书记 优亲厚友* 吃拿卡要* 不作为* 办事不公* 不公平 占便宜 走后门*'),
  leaf('affairs.ask', '证明和怎么办事', 'village-station', COUNTY, '怎么办理* 咋办理* 怎么办 咋办 什么材料* 啥材料* 带什么 带啥 在哪办* 在哪儿办* 代办* 办理流程* 手续* 找谁 找哪个 营业执照* 怎么申请 哪里申请 证明* 开证明* 盖章* 盖个章* 出具*', 'enquiry'),
  leaf('affairs.funeral', '丧事和公墓', 'county-civil-affairs', '殡葬管理条例第四条', '公墓* 坟* 坟地* 丧事* 殡葬* 火化* 墓地* 骨灰* 安葬* 送葬'),
  leaf('affairs.customs', '红白事和村规', 'village-committee', '村民委员会组织法第十一条', '红白事* 红白理事会* 随礼* 份子钱* 大操大办* 酒席* 村规民约* 攀比* 宴席*'),
  leaf('affairs.culture', '文化活动和场地', 'township-culture', REVITALISATION('三十一'), '广场 图书* 农家书屋* 演出* 唱戏* 活动室* 电影* 书屋* 锣鼓* 文化活动* 文化'),
  leaf('affairs.fitness', '体育健身设施', 'county-culture', REVITALISATION('三十一'), '健身器材* 篮球* 健身* 乒乓球* 秋千* 跑道* 足球* 球场*'),
  leaf('affairs.idea', '意见建议', 'township-general', '信访工作条例第二十九条', '建议* 提议* 提个建议* 希望+能 能不能+建 增设 想法 提建议* 建议+能不能*'),
  leaf('affairs.other', '其他', 'village-station', COUNTY, '其他'),
] as const;

export type CategoryCode = (typeof CATEGORIES)[number]['code'];
export type AppealCategory = Category<CategoryCode>;

/** Codes in the order they are shown; a code that goes out of use stays, so old matters keep their meaning. */
export const CATEGORY_CODES: readonly CategoryCode[] = CATEGORIES.map((category) => category.code);

const BY_CODE: ReadonlyMap<string, AppealCategory> = new Map(CATEGORIES.map((category) => [category.code, category]));

/** The category of a code; a RangeError when there is none. */
export function categoryOf(code: string): AppealCategory {
  const category = BY_CODE.get(code);
  if (!category) throw new RangeError(`no category ${code}`);
  return category;
}

/** Whose duty a category is. Clause 8.2: what is a township's or a county's own may not be handed down to a villagers' or residents' committee. */
export const dutyOf = (code: string): Duty => categoryOf(code).duty;

export const isCategory = (code: string): code is CategoryCode => (CATEGORY_CODES as readonly string[]).includes(code);
