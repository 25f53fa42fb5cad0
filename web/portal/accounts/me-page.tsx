import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../kit/button.tsx';
import { momentText } from '../../kit/dates.ts';
import { Icon } from '../../kit/icons.tsx';
import { EmptyState, ErrorBanner, Skeleton, Tag } from '../../kit/notice.tsx';
import { Page } from '../../kit/page.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { signOut } from '../../kit/sign-out.ts';
import { Switch } from '../../kit/switch.tsx';
import { useBack } from '../back.ts';
import { setElder, useElder } from '../elder.ts';
import { LeftBanner } from '../home/left-banner.tsx';
import { t } from './messages.ts';
import { PasskeysPart } from './passkeys-part.tsx';
import { useMe } from './session.ts';
import { SignInAgain } from './sign-in-again.tsx';

function Inbox() {
  const inbox = useRead('messages.inbox', {});
  const mark = useCommand('messages.markRead', { refresh: ['accounts.me'] });
  const unread = (inbox.data?.items ?? []).filter((message) => !message.read).map((message) => message.id);
  const [open, setOpen] = useState(false);
  const all = inbox.data?.items ?? [];
  const shown = open ? all : all.slice(0, 5);
  const unreadKey = unread.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: marked once for each set of unread messages.
  useEffect(() => {
    if (unread.length > 0) mark.mutate({ ids: unread.slice(0, 200) });
  }, [unreadKey]);
  return (
    <section className="section">
      <h2>{t('inbox')}</h2>
      {inbox.isLoading ? (
        <Skeleton card lines={4} />
      ) : inbox.error ? (
        <ErrorBanner error={inbox.error} onRetry={() => void inbox.refetch()} />
      ) : inbox.data?.items.length === 0 ? (
        <EmptyState icon="inbox" title={t('inboxEmpty')}>
          {t('inboxEmptyWords')}
        </EmptyState>
      ) : (
        <ul className="card rows">
          {shown.map((message) => {
            const inside = (
              <>
                <span className="row-words">
                  <span className="row-under">
                    {momentText(message.createdAt)} {!message.read && <Tag tone="brand">{t('unread')}</Tag>}
                  </span>
                  <span>{message.text}</span>
                </span>
                {message.matterId && <Icon name="chevron-right" />}
              </>
            );
            return (
              <li key={message.id}>
                {message.matterId ? (
                  <Link href={`/matters/${message.matterId}`} className="row">
                    {inside}
                  </Link>
                ) : (
                  <div className="row">{inside}</div>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {all.length > shown.length && <Button onClick={() => setOpen(true)}>{t('inboxMore')}</Button>}
    </section>
  );
}

const SESSIONS_SHOWN = 3;

function Sessions() {
  const sessions = useRead('accounts.sessions', {});
  const [open, setOpen] = useState(false);
  const all = sessions.data?.sessions ?? [];
  // The one in the hand stands first; the rest of a long list is asked for.
  const shown = [...all].sort((one, other) => Number(other.current) - Number(one.current)).slice(0, open ? all.length : SESSIONS_SHOWN);
  const end = useCommand('accounts.endSession', { refresh: ['accounts.sessions'] });
  const endOthers = useCommand('accounts.endOtherSessions', { refresh: ['accounts.sessions'] });
  const error = end.error ?? endOthers.error;
  return (
    <section className="section">
      <h2>{t('sessions')}</h2>
      {sessions.isLoading && <Skeleton card lines={2} />}
      <ErrorBanner error={sessions.error} onRetry={() => void sessions.refetch()} />
      <ErrorBanner error={error} />
      <SignInAgain error={error} />
      {sessions.data && (
        <ul className="card rows">
          {shown.map((session) => (
            <li key={session.id} className="row">
              <span className="row-words">
                <span>{session.device}</span>
                <span className="row-under">{t('sessionSince', { at: momentText(session.createdAt) })}</span>
              </span>
              {session.current ? (
                <Tag tone="leaf" icon="check">
                  {t('sessionHere')}
                </Tag>
              ) : (
                <Button busy={end.isPending} onClick={() => end.mutate({ id: session.id })}>
                  {t('sessionEnd')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {all.length > 1 && (
        <Button busy={endOthers.isPending} onClick={() => endOthers.mutate({})}>
          {t('sessionsEndOthers')}
        </Button>
      )}
      {all.length > shown.length && <Button onClick={() => setOpen(true)}>{t('sessionsMore', { n: all.length - shown.length })}</Button>}
    </section>
  );
}

/** My messages, the family this phone speaks for, how the portal looks, where I am signed in. */
export default function MePage() {
  const back = useBack();
  const client = useQueryClient();
  const me = useMe();
  const elder = useElder();
  const choose = useCommand('accounts.choosePerson');

  const settings = (
    <section className="section">
      <h2>{t('settings')}</h2>
      <div className="card switch-card">
        <Switch icon="text" label={t('elder')} hint={t('elderHint')} checked={elder} onChange={setElder} />
      </div>
    </section>
  );

  if (me.loading) {
    return (
      <Page title={t('me')} onBack={back}>
        <Skeleton lines={5} />
      </Page>
    );
  }
  if (!me.signedIn) {
    return (
      <Page title={t('me')} documentTitle={t('me')} onBack={back}>
        <LeftBanner />
        <EmptyState
          icon="person"
          title={t('notSignedIn')}
          action={
            <Link href="/sign-in?then=/me" className="button button-filled">
              {t('signIn')}
            </Link>
          }
        >
          {t('notSignedInWords')}
        </EmptyState>
        {settings}
      </Page>
    );
  }
  return (
    <Page title={me.name || t('me')} documentTitle={t('me')} onBack={back}>
      {me.persons.length > 1 && (
        <section className="section">
          <h2>{t('family')}</h2>
          <ul className="card rows">
            {me.persons.map((person) => (
              <li key={person.id} className="row">
                <Icon name="person" />
                <span className="row-words">
                  <span>{person.name}</span>
                  {person.relation && <span className="row-under">{person.relation}</span>}
                </span>
                {person.id === me.personId ? (
                  <Tag tone="leaf" icon="check">
                    {t('familyActing')}
                  </Tag>
                ) : (
                  <Button
                    busy={choose.isPending}
                    onClick={() => choose.mutate({ personId: person.id }, { onSuccess: () => void client.invalidateQueries() })}
                  >
                    {t('familySwitch', { name: person.name })}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          <ErrorBanner error={choose.error} />
        </section>
      )}
      <Inbox />
      <section className="section">
        <div className="card rows">
          <Link href="/looks" className="row">
            <Icon name="eye" />
            <span className="row-words">
              <span>{t('looks')}</span>
              <span className="row-under">{t('looksWords')}</span>
            </span>
            <Icon name="chevron-right" />
          </Link>
          <Link href="/my-data" className="row">
            <Icon name="person" />
            <span className="row-words">
              <span>{t('ownData')}</span>
              <span className="row-under">{t('ownDataWords')}</span>
            </span>
            <Icon name="chevron-right" />
          </Link>
        </div>
      </section>
      {settings}
      <PasskeysPart />
      <Sessions />
      <section className="stack">
        <Button wide onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
        <p className="small quiet">{t('signOutWords')}</p>
      </section>
    </Page>
  );
}
