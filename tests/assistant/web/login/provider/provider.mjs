// An OpenID provider for the tests: node provider.mjs FOLDER SITE, FOLDER with node_modules in it, SITE the assistant's
// address. Prints its issuer once it listens on a free port of 127.0.0.1; people log in under a name, with any password.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, site] = process.argv.slice(2);
const library = join(resolve(folder), "node_modules", "oidc-provider", "lib", "index.js");
const { Provider } = await import(pathToFileURL(library));
const groups = { staff: ["policy-staff"], reviewer: ["others", "policy-reviewers"], administrator: ["policy-administrators"] };

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "assistant",
        client_secret: "only-for-tests",
        redirect_uris: [`${site}/login/callback`],
        post_logout_redirect_uris: [`${site}/login`],
        id_token_signed_response_alg: "ES256",
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "ES256" }] },
    cookies: { keys: ["only-for-tests"] },
    claims: { openid: ["sub"], profile: ["name", "groups"] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `職員 ${id}`, groups: groups[id] ?? [] }),
    }),
  });
  server.on("request", provider.callback());
  process.stdout.write(`${issuer}\n`);
});
