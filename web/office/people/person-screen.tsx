import { Link, useParams } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useState } from 'react';
import { type Member, type Person, PRESENCE_TITLES } from '../../../domain/people/contract.ts';
import { Button } from '../../kit/button.tsx';
import type { OutputOf } from '../../kit/call.ts';
import { Icon } from '../../kit/icons.tsx';
import { ErrorBanner } from '../../kit/notice.tsx';
import { useCommand, useRead } from '../../kit/query.ts';
import { say as intake } from '../matters/intake/messages.ts';
import { ReceiptSheet } from '../matters/intake/receipt.tsx';
import { Card } from '../shell/card.tsx';
import { FormDrawer } from '../shell/form-drawer.tsx';
import { useStaff } from '../shell/me.ts';
import { say as frame } from '../shell/messages.ts';
import { ReadState } from '../shell/read-state.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { say as verifications } from '../verifications/messages.ts';
import { VerificationForm } from '../verifications/verification-form.tsx';
import { CopyForm } from './copy-form.tsx';
import { CopySheet } from './copy-sheet.tsx';
import { DataRequestForm, type TakenRequest } from './data-request-form.tsx';
import { HouseholdForm } from './household-form.tsx';
import { IdentityForm } from './identity-form.tsx';
import { IdentityNumber } from './identity-number.tsx';
import { mayAskToVerify, mayKeepIdentity, mayKeepPeople, mayOpenAccounts, mayServeOwnData } from './may-keep.ts';
import { say } from './messages.ts';
import { OpenAccountForm } from './open-account-form.tsx';
import { PersonForm } from './person-form.tsx';
import { PurposeForm } from './purpose-form.tsx';

/** The whole number of one member, asked for with the purpose given for the page; gone when the page closes. */
function Phone({ member, purpose }: { member: Member; purpose: string }) {
  const reveal = useCommand('people.reveal');
  if (!member.phone) return null;
  if (reveal.data?.phone) return <a href={`tel:${reveal.data.phone}`}>{reveal.data.phone}</a>;
  return (
    <>
      {member.phone}{' '}
      <button type="button" className="link" disabled={reveal.isPending} onClick={() => reveal.mutate({ id: member.id, purpose })}>
        {say('reveal')}
      </button>
      <ErrorBanner error={reveal.error} />
    </>
  );
}

type Opened =
  | { form: 'member'; member?: Member }
  | { form: 'identity'; member: Member }
  | { form: 'address' | 'account' | 'verify' | 'copy' | 'request' };

function Shown({ person, purpose }: { person: Person; purpose: string }) {
  const staff = useStaff();
  const [open, setOpen] = useState<Opened | null>(null);
  const [copy, setCopy] = useState<OutputOf<'ownData.copyFor'> | null>(null);
  const [taken, setTaken] = useState<TakenRequest | null>(null);
  /** How often something was changed here: a whole number that was shown before may no longer be true. */
  const [changes, setChanges] = useState(0);
  const changed = () => {
    setChanges(changes + 1);
    setOpen(null);
  };
  const { household } = person;
  const keeps = mayKeepPeople(staff.role);
  const numbers = mayKeepIdentity(staff.role);
  const members: Member[] = household?.members ?? [
    {
      id: person.id,
      name: person.name,
      phone: person.phone,
      identity: person.identity,
      relation: person.relation,
      presence: person.presence,
    },
  ];
  const titles = {
    member: say(open?.form === 'member' && open.member ? 'edit' : 'addMember'),
    identity: say('identityTitle'),
    address: say('editAddress'),
    account: say('openAccount'),
    verify: verifications('askTitle'),
    copy: say('copy'),
    request: say('requestTitle'),
  };
  if (copy) return <CopySheet copy={copy} onBack={() => setCopy(null)} />;
  if (taken)
    return (
      <ReceiptSheet
        receipt={taken.receipt}
        words={taken.words}
        heading={say('requestReceipt')}
        terms={{ answer: intake('receiptAnswer'), words: say('requestReceiptWords') }}
        onAnother={() => setTaken(null)}
      />
    );
  return (
    <>
      <ScreenHead
        title={person.name}
        documentTitle={say('title')}
        above={
          <>
            <Link to="/people">{say('title')}</Link>
            <Icon name="chevron-right" />
            <span>{person.place}</span>
          </>
        }
        aside={
          <>
            {mayOpenAccounts(staff.role) && (
              <Button icon="phone" onClick={() => setOpen({ form: 'account' })}>
                {say('openAccount')}
              </Button>
            )}
            {mayServeOwnData(staff.role) && (
              <>
                <Button icon="doc" onClick={() => setOpen({ form: 'copy' })}>
                  {say('copy')}
                </Button>
                <Button icon="edit" onClick={() => setOpen({ form: 'request' })}>
                  {say('request')}
                </Button>
              </>
            )}
            {mayAskToVerify(staff.role) && household && (
              <Button icon="door" onClick={() => setOpen({ form: 'verify' })}>
                {verifications('askTitle')}
              </Button>
            )}
          </>
        }
      />
      <Card
        title={say('household')}
        aside={
          keeps &&
          household && (
            <>
              <Button icon="edit" onClick={() => setOpen({ form: 'address' })}>
                {say('editAddress')}
              </Button>
              <Button icon="plus" onClick={() => setOpen({ form: 'member' })}>
                {say('addMember')}
              </Button>
            </>
          )
        }
      >
        {household ? (
          <p>
            {household.gridName} {household.address}
          </p>
        ) : (
          <p className="quiet">{say('noHousehold')}</p>
        )}
        {person.posts.length > 0 && (
          <p className="quiet">
            {say('posts')} {person.posts.map((post) => `${post.bodyName} ${post.roleTitle}`).join('、')}
          </p>
        )}
        <div className="table-wrap household">
          <table className="table table-cards">
            <thead>
              <tr>
                <th scope="col">{say('colName')}</th>
                <th scope="col">{say('colRelation')}</th>
                <th scope="col">{say('colPhone')}</th>
                {numbers && <th scope="col">{say('identity')}</th>}
                <th scope="col">{say('colPresence')}</th>
                {keeps && (
                  <th scope="col">
                    <span className="visually-hidden">{frame('edit')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <tr key={`${member.id} ${changes}`} className={member.id === person.id ? 'row-chosen' : undefined}>
                  <th scope="row">{member.name}</th>
                  <td>{member.relation}</td>
                  <td>
                    <Phone member={member} purpose={purpose} />
                  </td>
                  {numbers && (
                    <td data-label={say('identity')}>
                      <IdentityNumber personId={member.id} masked={member.identity} purpose={purpose} />{' '}
                      <button type="button" className="link" onClick={() => setOpen({ form: 'identity', member })}>
                        {say(member.identity ? 'identityEdit' : 'identityEnter')}
                      </button>
                    </td>
                  )}
                  <td>{PRESENCE_TITLES[member.presence]}</td>
                  {keeps && (
                    <td>
                      {household && (
                        <button type="button" className="link" onClick={() => setOpen({ form: 'member', member })}>
                          {say('edit')}
                        </button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
      <FormDrawer open={open !== null} title={open ? titles[open.form] : ''} onClose={() => setOpen(null)}>
        {open?.form === 'member' && household && <PersonForm householdId={household.id} member={open.member} onDone={changed} />}
        {open?.form === 'identity' && <IdentityForm personId={open.member.id} masked={open.member.identity} onDone={changed} />}
        {open?.form === 'address' && household && <HouseholdForm household={household} onDone={() => setOpen(null)} />}
        {open?.form === 'verify' && household && <VerificationForm about={{ household: household.id }} onDone={() => setOpen(null)} />}
        {open?.form === 'account' && <OpenAccountForm personId={person.id} />}
        {open?.form === 'copy' && (
          <CopyForm
            personId={person.id}
            onMade={(made) => {
              setOpen(null);
              setCopy(made);
            }}
          />
        )}
        {open?.form === 'request' && (
          <DataRequestForm
            personId={person.id}
            territory={person.territory}
            onTaken={(made) => {
              setOpen(null);
              setTaken(made);
            }}
          />
        )}
      </FormDrawer>
    </>
  );
}

function Asked({ id, purpose }: { id: string; purpose: string }) {
  const person = useRead('people.view', { id, purpose }, { once: true });
  return (
    <ReadState read={person} lines={8}>
      {(data) => <Shown person={data as Person} purpose={purpose} />}
    </ReadState>
  );
}

/** One person with household and dwelling; says why first, then looks. */
export function PersonScreen() {
  const { id } = useParams({ from: '/frame/people/$id' });
  const [purpose, setPurpose] = useState<string | null>(null);
  if (purpose) return <Asked id={id} purpose={purpose} />;
  return (
    <>
      <ScreenHead title={say('title')} />
      <Modal open title={say('purposeTitle')} footer={null} onCancel={() => history.back()} width={440}>
        <PurposeForm busy={false} error={null} onGiven={setPurpose} />
      </Modal>
    </>
  );
}
