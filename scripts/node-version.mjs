// Imported first and alone, with syntax an old Node still parses, so that it can say what is wrong.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(
    `Linli needs Node.js 20.19 or newer (in the 22 line 22.12 or newer) and this is ${process.versions.node}: install it from https://nodejs.org`,
  );
  process.exit(1);
}
