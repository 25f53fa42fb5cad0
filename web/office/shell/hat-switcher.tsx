import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Dropdown } from 'antd';
import { Icon } from '../../kit/icons.tsx';
import { sentenceOf } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import type { Me, Staff } from './me.ts';
import { say } from './messages.ts';

/** What a post is called; where two of one body and role are told apart by their place only, with the place. */
function titleOf(post: Me['posts'][number], posts: Me['posts']): string {
  const title = `${post.bodyName} · ${post.roleTitle}`;
  const alike = posts.filter((one) => one.bodyName === post.bodyName && one.roleTitle === post.roleTitle);
  return alike.length > 1 ? `${title} · ${post.rangeName}` : title;
}

/** The post in which someone works now; with several posts a list to change it. */
export function HatSwitcher({ me, staff }: { me: Me; staff: Staff }) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const wear = useCommand('accounts.wear');
  const worn = me.posts.find((post) => post.appointmentId === staff.appointmentId);
  const label = worn ? titleOf(worn, me.posts) : `${staff.body.name} · ${staff.roleTitle}`;
  if (me.posts.length < 2) return <span className="hat hat-only">{label}</span>;
  const change = (appointmentId: string) => {
    if (appointmentId === staff.appointmentId) return;
    wear.mutate(
      { appointmentId },
      {
        onSuccess: async () => {
          const post = me.posts.find((one) => one.appointmentId === appointmentId);
          client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'accounts.me' });
          await client.invalidateQueries();
          await navigate({ to: '/' });
          void message.success(say('hatSwitched', { post: post ? titleOf(post, me.posts) : '' }));
        },
        onError: (error) => void message.error(sentenceOf(error).title),
      },
    );
  };
  const items = me.posts.map((post) => ({
    key: post.appointmentId,
    label: titleOf(post, me.posts),
    icon: post.appointmentId === staff.appointmentId ? <Icon name="check" /> : <span className="icon-room" />,
  }));
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => change(key) }}>
      <button type="button" className="hat" title={say('hat')} aria-haspopup="menu">
        <span>{label}</span>
        <Icon name="chevron-down" />
      </button>
    </Dropdown>
  );
}
