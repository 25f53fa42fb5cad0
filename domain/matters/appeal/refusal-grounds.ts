/** The only grounds on which an appeal is not accepted, extended or suspended; each says where it comes from and, when refused, which way is right. */

export interface Ground {
  readonly code: string;
  /** Short name for lists. */
  readonly name: string;
  /** What the resident reads. */
  readonly sentence: string;
  /** Law and article, or 县里规定. */
  readonly source: string;
}

export interface RefusalGround extends Ground {
  /** Where the resident should go instead, or what to do. */
  readonly rightWay: string;
}

/** Grounds for not accepting. Anything outside this list is accepted. */
export const REFUSAL_GROUNDS = [
  {
    code: 'in-procedure',
    name: '已进入诉讼、仲裁或复议',
    sentence: '这件事已经由法院、仲裁机构或者行政复议机关在办，我们不能另办一遍。',
    rightWay: '请向正在办理的法院、仲裁机构或者复议机关了解进展；不知道找谁，可到镇民生服务中心法律服务窗口问。',
    source: '信访工作条例第三十一条第一、二、四项',
  },
  {
    code: 'needs-procedure',
    name: '依法应走诉讼、仲裁或复议',
    sentence: '这件事依法要通过诉讼、仲裁或者行政复议解决，这里作不了决定。',
    rightWay: '请向有管辖权的法院、仲裁机构或者行政复议机关提出；请不起律师的，可向县司法局申请法律援助。',
    source: '信访工作条例第三十一条第一、二、四项',
  },
  {
    code: 'judged',
    name: '已有生效裁判',
    sentence: '法院的判决、裁定或者调解书已经生效，我们不能改变它。',
    rightWay: '不服的，可依法向法院申请再审或者请检察院监督；对方不履行的，可向法院申请执行。',
    source: '信访工作条例第二十八条第二款',
  },
  {
    code: 'same-under-way',
    name: '同一件事正在办理',
    sentence: '您反映的同一件事已经在办，没有新的情况。',
    rightWay: '请在原来那一件里看进展、补充情况或者催办，原件的办理期限不变。',
    source: '信访工作条例第十九条第三款',
  },
  {
    code: 'in-petition',
    name: '已由信访部门受理',
    sentence: '这件事已经作为信访事项受理，正在规定期限内办理。',
    rightWay: '请向受理的信访部门查询；对处理意见不服的，可在收到书面答复之日起 30 日内请求复查。',
    source: '信访工作条例第十九条第三款、第三十五条',
  },
  {
    code: 'petition-ended',
    name: '信访程序已经终结',
    sentence: '这件事已经过办理、复查、复核，您仍以同一事实和理由提出，依规定不再受理。',
    rightWay: '如有新的事实或者证据，请写明后重新提出；生活有困难的，可以向镇民生服务中心申请救助。',
    source: '信访工作条例第三十六条第三款',
  },
  {
    code: 'misconduct-report',
    name: '检举控告党员干部违纪违法',
    sentence: '反映党员、公职人员违纪违法的检举控告，由纪检监察机关办理，我们不留存内容也不转给被反映的人。',
    rightWay: '请拨打 12388，或者直接向县纪委监委信访室反映。',
    source: '信访工作条例第二十二条第二款、第三十条',
  },
  {
    code: 'information-request',
    name: '申请公开政府信息',
    sentence: '要某个机关公开文件或者数据，走的是政府信息公开申请。',
    rightWay: '请向保存该信息的行政机关的政府信息公开工作机构提出申请。',
    source: '政府信息公开条例第二十九条',
  },
  {
    code: 'other-place',
    name: '不是本县的事',
    sentence: '这件事不发生在本县，也不归本县的单位管。',
    rightWay: '请拨打事发地区号加 12345，或者向当地有权处理的机关提出。',
    source: '信访工作条例第二十三条第一款',
  },
  {
    code: 'no-facts',
    name: '没有具体事实又联系不上',
    sentence: '内容里看不出是什么事、在哪里，又没有留下能问到您的办法，没法办理。',
    rightWay: '请写明时间、地点、什么事、希望怎么解决，再提一次；写不清楚可以到村服务站请人代写。',
    source: '信访工作条例第十九条第一款、第二十三条第二款',
  },
  {
    code: 'emergency',
    name: '紧急情况应拨紧急电话',
    sentence: '这是正在发生的紧急情况，等这里办理会误事，我们已马上转告。',
    rightWay: '报警和家庭暴力拨 110，火警拨 119，急救拨 120，交通事故拨 122。',
    source: '县里规定',
  },
] as const satisfies readonly RefusalGround[];

/** Grounds for asking more time; asked before the deadline, decided by the dispatcher. The upper bound of the law is 30 days. */
export const EXTENSION_GROUNDS = [
  { code: 'several-bodies', name: '涉及几个单位', sentence: '这件事要几个单位一起办，正在会商。', source: '信访工作条例第三十四条' },
  { code: 'building-work', name: '要采购或施工', sentence: '已定好办法，材料采购和施工需要时间。', source: '信访工作条例第三十四条' },
  { code: 'survey', name: '要现场勘测或检测', sentence: '要请专业单位到现场勘测或者检测后才能决定。', source: '信访工作条例第三十四条' },
  { code: 'funds', name: '要落实资金', sentence: '需要的钱要按程序申请，已报上去。', source: '县里规定' },
  { code: 'higher-decision', name: '要请示上级', sentence: '政策上没有明确规定，正在请示上级。', source: '信访工作条例第三十四条' },
  { code: 'legal-term', name: '法定期限更长', sentence: '法律、法规给这类事规定了更长的办理期限。', source: '县里规定' },
  {
    code: 'villagers-decide',
    name: '要村民会议讨论',
    sentence: '这件事依法要由村民会议或者村民代表会议讨论决定。',
    source: '村民委员会组织法第二十八条',
  },
] as const satisfies readonly Ground[];

/** Grounds for standing still; the clock stops until the ground is gone. Waiting for the resident's answer is not one of these: asking pauses by itself. */
export const SUSPENSION_GROUNDS = [
  {
    code: 'force-majeure',
    name: '不可抗力',
    sentence: '因自然灾害等不可抗力，眼下没法办，条件恢复后马上接着办。',
    source: '参照行政复议法第三十九条第一款第五项',
  },
  { code: 'appraisal', name: '等鉴定检测结论', sentence: '要等鉴定或者检测结论出来才能接着办。', source: '县里规定' },
  {
    code: 'other-case',
    name: '等另一案件的结果',
    sentence: '要以另一件还没办完的案件的结果为依据。',
    source: '参照行政复议法第三十九条第一款第八项',
  },
  {
    code: 'heirs',
    name: '等继承人确定',
    sentence: '反映人去世，家属还没有定下是否继续办理。',
    source: '参照行政复议法第三十九条第一款第一项',
  },
  {
    code: 'guardian',
    name: '等监护人确定',
    sentence: '反映人没有能力自己办理，监护人还没有确定。',
    source: '参照行政复议法第三十九条第一款第二项',
  },
  { code: 'mediation', name: '双方同意先调解', sentence: '双方同意先调解，调解期间暂停计时。', source: '信访工作条例第三十三条' },
  { code: 'frost', name: '冬季不能施工', sentence: '地冻了不能施工，开春解冻后马上动工。', source: '县里规定' },
] as const satisfies readonly Ground[];

export type RefusalGroundCode = (typeof REFUSAL_GROUNDS)[number]['code'];
export type ExtensionGroundCode = (typeof EXTENSION_GROUNDS)[number]['code'];
export type SuspensionGroundCode = (typeof SUSPENSION_GROUNDS)[number]['code'];

/** Codes for a schema: `z.enum(REFUSAL_GROUND_CODES)`. */
export const REFUSAL_GROUND_CODES = REFUSAL_GROUNDS.map(({ code }) => code) as [RefusalGroundCode, ...RefusalGroundCode[]];
export const EXTENSION_GROUND_CODES = EXTENSION_GROUNDS.map(({ code }) => code) as [ExtensionGroundCode, ...ExtensionGroundCode[]];
export const SUSPENSION_GROUND_CODES = SUSPENSION_GROUNDS.map(({ code }) => code) as [SuspensionGroundCode, ...SuspensionGroundCode[]];

/** The listed ground of a code, or undefined: then the refusal is not lawful here. */
export const refusalGround = (code: string): RefusalGround | undefined => REFUSAL_GROUNDS.find((ground) => ground.code === code);
export const extensionGround = (code: string): Ground | undefined => EXTENSION_GROUNDS.find((ground) => ground.code === code);
export const suspensionGround = (code: string): Ground | undefined => SUSPENSION_GROUNDS.find((ground) => ground.code === code);
