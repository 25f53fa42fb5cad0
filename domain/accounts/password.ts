import { every, type Permission, when } from '../policy/permission.ts';

export const SHORTEST_PASSWORD = 10;

/** The commonest of those that are long enough, as they stand in public lists of stolen passwords, without digits or case. */
const COMMONEST = new Set(
  (
    '1234567890 0123456789 0987654321 9876543210 1234512345 1122334455 1111111111 0000000000 8888888888 6666666666 1231231231 12345678910 123456789a ' +
    'a123456789 abc1234567 abcd123456 abcde12345 aa12345678 qq12345678 q123456789 1q2w3e4r5t 1qaz2wsx3e 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345 asdfghjkl1 ' +
    'password12 password123 password1234 passw0rd123 p@ssw0rd123 admin12345 admin123456 administrator root123456 test123456 welcome123 iloveyou12 woaini1314 woaini520 ' +
    'woaini1314520 5201314520 1314520520 zxcvbnm123 asd123456789 qwe123456789 linli12345 linli123456 ningxia123 ningxia1234 ningxia12345 yinchuan123 minning123'
  ).split(' '),
);

/** The same few characters over and over. */
const monotonous = (password: string): boolean => new Set(password).size < 4;

/**
 * Whether a password may be set: length over composition, and nothing a guesser tries first
 * (NIST SP 800-63B, 3.1.1.2; GB/T 22239-2019, 8.1.4.1).
 */
export function mayBePassword(password: string, username: string): Permission {
  const plain = password.normalize('NFKC').toLowerCase();
  return every(
    when([...password].length >= SHORTEST_PASSWORD, `密码至少 ${SHORTEST_PASSWORD} 位。`),
    when(username.length < 3 || !plain.includes(username.toLowerCase()), '密码里不能含有用户名。'),
    when(!COMMONEST.has(plain) && !monotonous(plain), '这个密码太常见，容易被猜到，请换一个。'),
  );
}
