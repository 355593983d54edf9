// Makes a replica set of the servers in `members` ("mongo,mongo-2"), once, and waits until it has a primary.
// For mongosh and for the older mongo shell, which answers {ok: 0} where mongosh throws.
const set = {
  _id: "thidua",
  members: members.split(",").map((host, number) => ({ _id: number, host: host + ":27017" })),
};

function asked(command) {
  try {
    return db.adminCommand(command);
  } catch (refused) {
    return { ok: 0, code: refused.code, errmsg: refused.message };
  }
}

const ALREADY_INITIALISED = 23;
const made = asked({ replSetInitiate: set });
if (!made.ok && made.code !== ALREADY_INITIALISED) {
  print("The replica set could not be made: " + made.errmsg);
  quit(1);
}
for (let waited = 0; !asked({ hello: 1 }).primary; waited++) {
  if (waited === 240) {
    print("The replica set has no primary after two minutes");
    quit(1);
  }
  sleep(500);
}
print("The replica set has a primary: " + asked({ hello: 1 }).primary);
quit(0);
