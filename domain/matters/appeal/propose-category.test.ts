import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, type CategoryCode } from './categories.ts';
import { proposeCategory, soundsLikeEnquiry } from './propose-category.ts';

/** Each sentence as a resident would type it. */
const SENTENCES: readonly (readonly [string, CategoryCode])[] = [
  ['学校门口路灯坏了一星期', 'roads.lamp'],
  ['晚上回家黑乎乎的，三组那排灯都不亮', 'roads.lamp'],
  ['家里自来水停了两天，做饭都没水', 'water.tap'],
  ['水龙头放出来的水发黄，还有泥沙', 'water.tap'],
  ['上个月水费比平时多了一倍，水表是不是有问题', 'water.tap'],
  ['一下雨巷子口就积水，老人出不去', 'water.drain'],
  ['卫生室门前的井盖不见了，晚上容易掉进去', 'water.drain'],
  ['村东头排洪沟淤死了，再下大雨要淹房子', 'water.canal'],
  ['渠边没有护栏，娃娃放学路过太危险', 'water.canal'],
  ['去镇上的公路路面全是坑，骑电动车摔了好几个', 'roads.road'],
  ['我们巷道还是土路，下雨全是泥', 'roads.lane'],
  ['早上的班车老不来，去县城看病赶不上', 'roads.bus'],
  ['原隆村口候车亭玻璃碎了，刮风没法等车', 'roads.bus'],
  ['大货车从村里过开得飞快，能不能装个减速带', 'roads.traffic'],
  ['小学门口放学时车乱停，娃娃过马路都难', 'roads.traffic'],
  ['昨天又停电了，今年夏天已经第五次', 'power.supply'],
  ['电压太低，空调带不动，洗衣机也转不了', 'power.supply'],
  ['门口的电线杆歪了，怕倒下来砸人', 'power.supply'],
  ['暖气不热，屋里才十三度，老人冻得受不了', 'power.heat'],
  ['我们组手机没信号，电话打不出去', 'power.signal'],
  ['村里的快递点关了，取个包裹要跑镇上', 'power.parcel'],
  ['垃圾箱满了三天没人拉，苍蝇乱飞', 'clean.waste'],
  ['有人半夜把建筑垃圾倒在林带边', 'clean.waste'],
  ['邻组巷道里柴草乱堆，没人打扫', 'clean.lane'],
  ['广场旁边的公厕脏得进不去人', 'clean.lane'],
  ['家里改厕装的马桶冬天冻住了用不成', 'clean.latrine'],
  ['村西养殖场的牛粪味道熏得人不敢开窗', 'clean.smell'],
  ['有个作坊把污水直接排到沟里，水都黑了', 'clean.sewage'],
  ['有人在地头烧秸秆，烟呛得睡不着', 'clean.smoke'],
  ['路边的枯树快倒了，风一刮树枝往下掉', 'clean.trees'],
  ['我家老房子墙裂了大缝，能不能鉴定一下是不是危房', 'house.danger'],
  ['移民房屋顶漏雨，墙皮都泡掉了', 'house.quality'],
  ['儿子结婚要分户，想申请一块宅基地', 'house.homestead'],
  ['房产证交了材料半年了还没办下来', 'house.deed'],
  ['有人在公用巷口搭了彩钢房做生意', 'house.illegal'],
  ['小区电梯坏了一个月，物业不修', 'house.property'],
  ['土地流转费去年的还没给，公司一直往后推', 'land.transfer'],
  ['邻地把地埂往我承包地里挪了一米', 'land.plot'],
  ['修路征地的青苗补偿款到现在没到账', 'land.taking'],
  ['光伏分红今年为啥比去年少', 'land.dividend'],
  ['村上的账半年没贴公开栏了，想看看钱花到哪了', 'land.open'],
  ['温棚卷帘机坏了，棚膜也被风撕开', 'farm.greenhouse'],
  ['头水轮不到我们组，玉米都旱了', 'farm.irrigation'],
  ['买的玉米种子出苗不到一半，怀疑是假种子', 'farm.inputs'],
  ['圈里的牛不吃草还发烧，想请兽医看看', 'farm.disease'],
  ['种粮补贴别人都到账了我家没有', 'farm.subsidy'],
  ['冰雹把葡萄打了，保险公司一直不来定损理赔', 'farm.loss'],
  ['白菜丰收了没人收，眼看烂在地里', 'farm.sale'],
  ['我爹的养老金这个月没发下来', 'care.pension'],
  ['在银川住院的费用回来报销不了', 'care.medical'],
  ['家里就我一个劳力，妻子大病，想申请低保', 'care.relief'],
  ['工地干了三个月，包工头不给结工资', 'care.wages'],
  ['想找个离家近的活，村里有没有招工', 'care.jobs'],
  ['我母亲瘫痪在床，想申请轮椅和护理补贴', 'care.disabled'],
  ['八十五岁了高龄津贴还没领上', 'care.elder'],
  ['当兵回来的优待证怎么领', 'care.veteran'],
  ['娃娃刚出生，医保怎么交，多少钱', 'care.insure'],
  ['校车早上来得太晚，娃娃老迟到', 'life.bus'],
  ['从外地转学回来，原隆小学说学位满了', 'life.school'],
  ['幼儿园收费突然涨了两百，也没说为啥', 'life.school'],
  ['卫生室老没人，量个血压开个药都找不到村医', 'life.clinic'],
  ['小卖部卖给娃娃过期的辣条，吃了拉肚子', 'life.market'],
  ['理发店充值卡还有三百块，关门了不给退', 'life.market'],
  ['隔壁盖房把我家院墙挖空了，说不通', 'order.neighbour'],
  ['三个儿子都不养老人，想请人调解', 'order.neighbour'],
  ['我男人喝了酒就打我，不敢回家', 'order.violence'],
  ['广场舞的音响开到晚上十一点，吵得睡不着', 'order.noise'],
  ['有几条流浪狗追着学生咬', 'order.dogs'],
  ['夜里羊被偷了两只，村口监控是坏的', 'order.theft'],
  ['楼道里拉飞线给电动车充电，怕着火', 'order.fire'],
  ['想找律师问问打官司，听说有法律援助', 'order.legal'],
  ['户口从老家迁过来要哪些手续', 'order.hukou'],
  ['赶集的摊子摆到马路中间，车过不去', 'order.stalls'],
  ['去了两次服务站都锁着门没人', 'affairs.station'],
  ['镇上窗口让我跑了三趟，每次说的材料不一样', 'affairs.window'],
  ['村干部给自己亲戚多报了名额，办事不公', 'affairs.cadre'],
  ['银行让开亲属关系证明，村上能不能盖章', 'affairs.ask'],
  ['办个小卖部的营业执照要带什么材料，在哪儿办', 'affairs.ask'],
  ['老坟要迁，公墓还有没有位置', 'affairs.funeral'],
  ['办酒席随礼越来越重，村里能不能管管大操大办', 'affairs.customs'],
  ['广场上的健身器材断了两个，怕伤着人', 'affairs.fitness'],
  ['农家书屋老是锁着，想借本书都借不上', 'affairs.culture'],
  ['提个建议，村里能不能建个洗衣房', 'affairs.idea'],
];

/** Written after the word list was settled and never used to change it: what to expect of sentences not met before. */
const UNSEEN: typeof SENTENCES = [
  ['村部前头那盏灯一到晚上就闪，看着眼花', 'roads.lamp'],
  ['三轮车从大坑里翻了，这段柏油路该修了', 'roads.road'],
  ['我家水管子冻裂了，院子里全是冰', 'water.tap'],
  ['下水井老是堵，味道往屋里窜', 'water.drain'],
  ['公交站牌被风吹倒了', 'roads.bus'],
  ['路口没有红绿灯，老人不敢过马路', 'roads.traffic'],
  ['邻村修房把我们的电线挖断了，一天没电', 'power.supply'],
  ['宽带老掉线，视频都看不了', 'power.signal'],
  ['壁挂炉用的气太贵，气费一月八百', 'power.heat'],
  ['驿站把我的包裹弄丢了不认账', 'power.parcel'],
  ['沟里扔满了塑料袋和剩菜', 'clean.waste'],
  ['鸡场离村子太近，一早就是臭味', 'clean.smell'],
  ['印染的小作坊夜里偷排废水', 'clean.sewage'],
  ['工地上尘土大得睁不开眼', 'clean.smoke'],
  ['门口大树枝子伸到电线上了', 'clean.trees'],
  ['土坯房住了四十年，雨大了怕塌', 'house.danger'],
  ['安置房卫生间渗水到楼下', 'house.quality'],
  ['院子后面想盖两间房，批不批', 'house.homestead'],
  ['爷爷名下的房子怎么过户给我', 'house.deed'],
  ['二楼有人私搭阳台', 'house.illegal'],
  ['小区保安晚上不在岗，大门敞着', 'house.property'],
  ['租地的老板跑了，租金一分没给', 'land.transfer'],
  ['两家因为地埂吵了好几年', 'land.plot'],
  ['高速路占地赔偿标准是多少，为啥各家不一样', 'land.taking'],
  ['合作社入股三年了没分过钱', 'land.dividend'],
  ['村里卖砂石的钱去哪了，从来没公布', 'land.open'],
  ['大棚的棉被被雪压坏了', 'farm.greenhouse'],
  ['冬灌什么时候放水，渠里还是干的', 'farm.irrigation'],
  ['买的除草剂把苗子打死了', 'farm.inputs'],
  ['羊拉稀死了三只，别的也不吃草', 'farm.disease'],
  ['农机补贴办了一年没下来', 'farm.subsidy'],
  ['霜冻把杏花全打掉了，能不能给点救助', 'farm.loss'],
  ['枸杞干收购价压得太低', 'farm.sale'],
  ['我妈的社保卡丢了，养老钱取不出来', 'care.pension'],
  ['大病花了十几万，二次报销怎么办', 'care.medical'],
  ['一个人带两个娃没收入，能不能给临时救助', 'care.relief'],
  ['饭馆老板欠我两个月工资', 'care.wages'],
  ['听力不好，助听器能不能补助', 'care.disabled'],
  ['老人想去敬老院住，要什么条件', 'care.elder'],
  ['校车司机开车打电话', 'life.bus'],
  ['老师让买课外书，一套三百', 'life.school'],
  ['打疫苗要跑到镇上，能不能在村里打', 'life.clinic'],
  ['超市卖的牛奶过了保质期', 'life.market'],
  ['隔壁半夜打麻将吵得睡不着', 'order.noise'],
  ['巷子里的大黄狗见人就扑', 'order.dogs'],
  ['电动车放楼下被偷走了', 'order.theft'],
  ['楼梯间堆满纸箱，消防通道都堵了', 'order.fire'],
  ['卖菜的把摊子摆到人行道上', 'order.stalls'],
  ['办事大厅排队两小时，窗口只开一个', 'affairs.window'],
  ['篮球架倒了没人扶', 'affairs.fitness'],
];

const rankOne = (sentences: typeof SENTENCES) =>
  sentences.filter(([words, code]) => proposeCategory(words)[0]?.code === code).length / sentences.length;

describe('the proposal of a category from everyday words', () => {
  it('knows the lamp by the school and says why', () => {
    const [first] = proposeCategory('学校门口路灯坏了一星期');
    expect(first?.name).toBe('路灯');
    expect(first?.because).toContain('路灯');
  });

  it('is right at rank one for nine sentences of ten', () => {
    const wrong = SENTENCES.filter(([words, code]) => proposeCategory(words)[0]?.code !== code).map(
      ([words, code]) =>
        `${words}: ${code}, proposed ${proposeCategory(words)
          .map((p) => `${p.code}[${p.because.join(',')}]`)
          .join(' ')}`,
    );
    expect(SENTENCES.length).toBeGreaterThanOrEqual(60);
    expect(rankOne(SENTENCES), wrong.join('\n')).toBeGreaterThanOrEqual(0.9);
  });

  it('is right at rank one for nine of ten it never met', () => {
    expect(UNSEEN.length).toBe(50);
    expect(rankOne(UNSEEN)).toBeGreaterThanOrEqual(0.9);
  });

  it('keeps the right one among the first three nearly always', () => {
    const found = SENTENCES.filter(([words, code]) => proposeCategory(words).some((p) => p.code === code)).length;
    expect(found / SENTENCES.length).toBeGreaterThanOrEqual(0.97);
  });

  it('covers each category but the last resort with a sentence', () => {
    const tried = new Set<string>(SENTENCES.map(([, code]) => code));
    expect(CATEGORIES.map((c) => c.code).filter((code) => !tried.has(code))).toEqual(['affairs.other']);
  });

  it('proposes nothing for nothing, and never more than asked', () => {
    expect(proposeCategory('')).toEqual([]);
    expect(proposeCategory('嗯嗯啊啊')).toEqual([]);
    expect(proposeCategory('停电停水路灯坏了垃圾没人拉狗咬人', 2)).toHaveLength(2);
  });

  it('takes under 2 ms at the median, also for a long text', () => {
    const long = SENTENCES.map(([words]) => words).join('');
    const times = [...SENTENCES.map(([words]) => words), long].flatMap((words) => {
      const start = performance.now();
      proposeCategory(words);
      return [performance.now() - start];
    });
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    expect(median).toBeLessThan(2);
  });

  it('tells asking from complaining', () => {
    expect(soundsLikeEnquiry('娃娃的医保怎么交，多少钱')).toBe(true);
    expect(soundsLikeEnquiry('请问宅基地在哪儿办')).toBe(true);
    expect(soundsLikeEnquiry('路灯坏了什么时候修')).toBe(false);
    expect(soundsLikeEnquiry('垃圾三天没人拉')).toBe(false);
  });
});
