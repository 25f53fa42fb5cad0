import { App, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { EmptyState, sentenceOf, Tag } from '../../kit/notice.tsx';
import { useCommand } from '../../kit/query.ts';
import { useSettled } from '../../kit/settled.ts';
import { FieldDevices } from '../me/field-devices.tsx';
import { FormDrawer } from '../shell/form-drawer.tsx';
import { ListState } from '../shell/list-state.tsx';
import { useMe } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { usePages } from '../shell/pages.ts';
import { ScreenHead } from '../shell/screen-head.tsx';
import { SearchInput } from '../shell/search-input.tsx';
import { CreateAccountForm } from './create-account.tsx';
import { say } from './messages.ts';
import { OneTimeLink } from './one-time-link.tsx';
import { SubjectForm } from './subject-form.tsx';

type Account = OutputOf<'accounts.list'>['items'][number];

function StateTag({ account }: { account: Account }) {
  if (account.closed) return <Tag tone="plain">{say('closed')}</Tag>;
  if (account.locked) {
    return (
      <Tag tone="brick" icon="lock">
        {say('locked')}
      </Tag>
    );
  }
  return <Tag tone="leaf">{say('open')}</Tag>;
}

function AccountRow({
  account,
  onLink,
  onPhones,
  onSubject,
}: {
  account: Account;
  onLink: (link: string) => void;
  onPhones: () => void;
  /** Only where an identity provider is connected. */
  onSubject: (() => void) | null;
}) {
  const { message, modal } = App.useApp();
  const close = useCommand('accounts.close', { refresh: ['accounts.list'] });
  const unlock = useCommand('accounts.unlock', { refresh: ['accounts.list'] });
  const signOut = useCommand('accounts.endSessions');
  const reset = useCommand('accounts.resetLink');
  const failed = (error: unknown) => {
    const { title, detail } = sentenceOf(error);
    void message.error([title, detail].filter(Boolean).join(' '));
  };
  const askClose = () =>
    modal.confirm({
      title: say('closeAsk', { name: account.displayName }),
      content: say('closeWords'),
      okText: say('close'),
      okButtonProps: { danger: true },
      cancelText: frame('cancel'),
      onOk: () => close.mutateAsync({ id: account.id }).then(() => void message.success(say('closeDone')), failed),
    });
  const askSignOut = () =>
    modal.confirm({
      title: say('signOutAsk', { name: account.displayName }),
      content: say('signOutWords'),
      okText: say('signOut'),
      cancelText: frame('cancel'),
      onOk: () => signOut.mutateAsync({ id: account.id }).then(() => void message.success(say('signOutDone')), failed),
    });
  const askReset = () => {
    let factorLost = false;
    modal.confirm({
      title: say('resetAsk', { name: account.displayName }),
      content: (
        <>
          <p>{say('resetAskWords')}</p>
          <Checkbox onChange={({ target }) => (factorLost = target.checked)}>{say('factorLost')}</Checkbox>
        </>
      ),
      okText: say('resetDoIt'),
      cancelText: frame('cancel'),
      onOk: () => reset.mutateAsync({ id: account.id, factorLost }).then(({ link }) => onLink(link), failed),
    });
  };
  return (
    <tr className={account.closed ? 'row-past' : undefined}>
      <th scope="row">{account.displayName}</th>
      <td data-label={say('colUsername')}>{account.username ?? account.phone ?? ''}</td>
      <td className="cell-short" data-label={say('colKind')}>
        {account.kind === 'staff' ? say('staff') : say('resident')}
      </td>
      <td data-label={say('colPosts')}>{account.posts.join('、')}</td>
      <td>
        <StateTag account={account} />
      </td>
      <td>
        {!account.closed && (
          <span className="row">
            {account.locked && (
              <button
                type="button"
                className="link"
                onClick={() =>
                  unlock.mutate({ id: account.id }, { onSuccess: () => void message.success(say('unlockDone')), onError: failed })
                }
              >
                {say('unlock')}
              </button>
            )}
            {account.kind === 'staff' && (
              <button type="button" className="link" disabled={reset.isPending} onClick={askReset}>
                {say('reset')}
              </button>
            )}
            {account.kind === 'staff' && (
              <button type="button" className="link" onClick={onPhones}>
                {say('phones')}
              </button>
            )}
            {account.kind === 'staff' && onSubject && (
              <button type="button" className="link" onClick={onSubject}>
                {say('subject')}
              </button>
            )}
            <button type="button" className="link" onClick={askSignOut}>
              {say('signOut')}
            </button>
            <button type="button" className="link" onClick={askClose}>
              {say('close')}
            </button>
          </span>
        )}
      </td>
    </tr>
  );
}

/** 账号: who may sign in, and what an administrator does about it. */
export function AccountsScreen() {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 300);
  const list = usePages('accounts.list', { q, limit: 50 });
  const [creating, setCreating] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const me = useMe();
  const [subjectOf, setSubjectOf] = useState<Account | null>(null);
  const [phonesOf, setPhonesOf] = useState<Account | null>(null);
  return (
    <>
      <ScreenHead
        title={say('title')}
        aside={
          <Button look="filled" icon="plus" onClick={() => setCreating(true)}>
            {say('create')}
          </Button>
        }
      />
      <search className="filters">
        <SearchInput label={say('search')} value={typed} onChange={setTyped} />
      </search>
      <ListState
        list={list}
        lines={10}
        empty={
          <EmptyState icon="person" title={say('none')}>
            {say('noneWords')}
          </EmptyState>
        }
      >
        <div className="table-wrap">
          <table className="table table-cards">
            <thead>
              <tr>
                <th scope="col">{say('colName')}</th>
                <th scope="col">{say('colUsername')}</th>
                <th scope="col">{say('colKind')}</th>
                <th scope="col">{say('colPosts')}</th>
                <th scope="col">{say('colState')}</th>
                <th scope="col">{say('colActs')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map((account) => (
                <AccountRow
                  key={account.id}
                  account={account}
                  onLink={setLink}
                  onPhones={() => setPhonesOf(account)}
                  onSubject={me.data?.setup.provider ? () => setSubjectOf(account) : null}
                />
              ))}
            </tbody>
          </table>
        </div>
      </ListState>
      <FormDrawer open={creating} title={say('createTitle')} onClose={() => setCreating(false)}>
        <CreateAccountForm
          onCreated={(made) => {
            setCreating(false);
            setLink(made);
          }}
        />
      </FormDrawer>
      <Modal
        open={subjectOf !== null}
        title={subjectOf ? say('subjectOf', { name: subjectOf.displayName }) : ''}
        footer={null}
        onCancel={() => setSubjectOf(null)}
        destroyOnHidden
      >
        {subjectOf && <SubjectForm account={subjectOf.id} onDone={() => setSubjectOf(null)} />}
      </Modal>
      <Modal
        open={phonesOf !== null}
        title={phonesOf ? say('phonesOf', { name: phonesOf.displayName }) : ''}
        footer={null}
        onCancel={() => setPhonesOf(null)}
        destroyOnHidden
      >
        {phonesOf && <FieldDevices account={phonesOf.id} />}
      </Modal>
      <Modal open={link !== null} title={say('linkTitle')} footer={null} onCancel={() => setLink(null)} destroyOnHidden>
        {link && <OneTimeLink link={link} />}
      </Modal>
    </>
  );
}
