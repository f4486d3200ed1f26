// Run by mongosh once the members of MEMBERS answer: makes one replica set of them, and Lontar's account. What stands
// already stays, so that it can run at every start.
const read = (name) => require("fs").readFileSync(`/run/secrets/${name}`, "utf8").trim();
const members = process.env.MEMBERS.split(",").map((host, _id) => ({ _id, host }));
const root = `root:${encodeURIComponent(read("mongo_root"))}`;
const first = connect(`mongodb://${root}@${members[0].host}/admin?directConnection=true`);

const CODE = { notYetInitialized: 94, userExists: 51003 };
const unless = (code, step) => {
  try {
    step();
  } catch (error) {
    if (error.code !== code) throw error;
  }
};

let started = true;
try {
  first.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.code !== CODE.notYetInitialized) throw error;
  started = false;
}
if (!started) first.adminCommand({ replSetInitiate: { _id: "lontar", members } });

const hosts = members.map((member) => member.host).join(",");
const set = connect(`mongodb://${root}@${hosts}/admin?replicaSet=lontar&serverSelectionTimeoutMS=60000`);
const roles = [{ role: "readWrite", db: "lontar" }];
unless(CODE.userExists, () =>
  set.getSiblingDB("lontar").createUser({ user: "lontar", pwd: read("mongo_lontar"), roles }),
);
