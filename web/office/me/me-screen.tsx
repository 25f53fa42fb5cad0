import './me.css';
import { AskedOfMe } from '../audit/asked-of-me.tsx';
import { ScreenHead } from '../shell/screen-head.tsx';
import { FieldDevices } from './field-devices.tsx';
import { say } from './messages.ts';
import { Passkeys } from './passkeys.tsx';
import { Password } from './password.tsx';
import { Sessions } from './sessions.tsx';
import { Totp } from './totp.tsx';

/** 我的账号: where one is signed in, and how one signs in. */
export function MeScreen() {
  return (
    <>
      <ScreenHead title={say('title')} />
      <div className="columns">
        <div className="stack">
          <AskedOfMe />
          <Sessions />
          <FieldDevices />
          <Passkeys />
        </div>
        <div className="stack">
          <Password />
          <Totp />
        </div>
      </div>
    </>
  );
}
