/** What an erasure meets: whether the person has moved away, holds a public post, and how many of their matters still run besides the request. */
export interface ErasureFacts {
  moved: boolean;
  holdsPost: boolean;
  /** 'any' while nobody has counted. */
  running: number | 'any';
  ended: number | 'any';
}

export interface ErasureLine {
  what: string;
  goes: boolean;
  /** Why it must stay, with its law; '' where it goes. */
  why: string;
}

const goes = (what: string): ErasureLine => ({ what, goes: true, why: '' });
const stays = (what: string, why: string): ErasureLine => ({ what, goes: false, why });

const counted = (count: number | 'any'): string => (count === 'any' ? '' : ` ${count} 件`);

/** What an erasure takes and what the law keeps (Personal Information Protection Law, article 47): the same list is carried out and told. */
export function erasurePlan({ moved, holdsPost, running, ended }: ErasureFacts): ErasureLine[] {
  return [
    goes('登录账号和手机登录'),
    goes('登记的电话和身份证号'),
    goes('收到过的消息'),
    ...(ended ? [goes(`已办结的${counted(ended)}事里的姓名和电话`)] : []),
    ...(running
      ? [stays(`正在办的${counted(running)}事里的姓名和电话`, '事情还要找您办，还用得着（个人信息保护法第四十七条）；办完三年后自动删除')]
      : []),
    moved
      ? goes('居民登记里的姓名、住户和家庭关系')
      : stays('居民登记里的姓名、住户和家庭关系', '您还住在本村，村里服务要用（个人信息保护法第十三条）；搬走后可以再来删'),
    stays('办事过程的记录', '办过的事要能查，每一步都封存着不能改，按邻里的留存规定办完后留存十年'),
    stays('谁看过您信息的记录', '用来查清有没有人乱看（个人信息保护法第五十一条）；封存后谁也不能删'),
    ...(holdsPost ? [stays('公开职务上的姓名', '谁任什么职要公开，留作任职记录')] : []),
  ];
}

/** The list as it is told to the person: what went, then what stays and why. */
export function erasureTold(lines: readonly ErasureLine[]): string {
  const gone = lines.filter((line) => line.goes).map(({ what }) => what);
  const kept = lines.filter((line) => !line.goes).map(({ what, why }) => `${what}：${why}`);
  return [`已删除：${gone.join('、')}。`, `不能删的：\n${kept.join('\n')}`].join('\n');
}

/** What whoever decides is shown before anything is counted: all that may go and all that may have to stay. */
export const erasureOffer = (moved: boolean): ErasureLine[] => erasurePlan({ moved, holdsPost: true, running: 'any', ended: 'any' });
