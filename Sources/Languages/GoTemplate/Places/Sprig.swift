extension GoTemplate.Place {
  /// The functions of the sprig library, 3.2 and 3.3, which the log stages offer.
  static let sprig = GoTemplate.Function.table(
    """
    abbrev(int, string) string
    abbrevboth(int, int, string) string
    add(any...) int
    add1(any) int
    add1f(any) float
    addf(any...) float
    adler32sum(string) string
    ago(any) string
    all(any...) bool
    any(any...) bool
    append(any, any) []any
    atoi(string) int
    b32dec(string) string
    b32enc(string) string
    b64dec(string) string
    b64enc(string) string
    base(string) string
    bcrypt(string) string
    biggest(any, any...) int
    buildCustomCert(string, string) any
    camelcase(string) string
    cat(any...) string
    ceil(any) float
    chunk(int, any) []any
    clean(string) string
    coalesce(any...) any
    compact(any) []any
    concat(any...) any
    contains(string, string) bool
    date(string, any) string
    dateInZone(string, any, string) string
    dateModify(string, Time) Time
    date_in_zone(string, any, string) string
    date_modify(string, Time) Time
    decryptAES(string, string) string
    deepCopy(any) any
    deepEqual(any, any) bool
    default(any, any...) any
    derivePassword(any, string, string, string, string) string
    dict(any...) {}any
    dig(any...) any
    dir(string) string
    div(any, any) int
    divf(any, any...) float
    duration(any) string
    durationRound(any) string
    empty(any) bool
    encryptAES(string, string) string
    env(string) string
    expandenv(string) string
    ext(string) string
    fail(string) string
    first(any) any
    float64(any) float
    floor(any) float
    fromJson(string) any
    genCA(string, int) any
    genCAWithKey(string, int, string) any
    genPrivateKey(string) string
    genSelfSignedCert(string, any, any, int) any
    genSelfSignedCertWithKey(string, any, any, int, string) any
    genSignedCert(string, any, any, int, any) any
    genSignedCertWithKey(string, any, any, int, any, string) any
    get({}any, string) any
    getHostByName(string) string
    has(any, any) bool
    hasKey({}any, string) bool
    hasPrefix(string, string) bool
    hasSuffix(string, string) bool
    hello() string
    htmlDate(any) string
    htmlDateInZone(any, string) string
    htpasswd(string, string) string
    indent(int, string) string
    initial(any) []any
    initials(string) string
    int(any) int
    int64(any) int
    isAbs(string) bool
    join(string, any) string
    kebabcase(string) string
    keys({}any...) []string
    kindIs(string, any) bool
    kindOf(any) string
    last(any) any
    list(any...) []any
    lower(string) string
    max(any, any...) int
    maxf(any, any...) float
    merge({}any, {}any...) any
    mergeOverwrite({}any, {}any...) any
    min(any, any...) int
    minf(any, any...) float
    mod(any, any) int
    mul(any, any...) int
    mulf(any, any...) float
    mustAppend(any, any) []any
    mustChunk(int, any) []any
    mustCompact(any) []any
    mustDateModify(string, Time) Time
    mustDeepCopy(any) any
    mustFirst(any) any
    mustFromJson(string) any
    mustHas(any, any) bool
    mustInitial(any) []any
    mustLast(any) any
    mustMerge({}any, {}any...) any
    mustMergeOverwrite({}any, {}any...) any
    mustPrepend(any, any) []any
    mustPush(any, any) []any
    mustRegexFind(string, string) string
    mustRegexFindAll(string, string, int) []string
    mustRegexMatch(string, string) bool
    mustRegexReplaceAll(string, string, string) string
    mustRegexReplaceAllLiteral(string, string, string) string
    mustRegexSplit(string, string, int) []string
    mustRest(any) []any
    mustReverse(any) []any
    mustSlice(any, any...) any
    mustToDate(string, string) Time
    mustToJson(any) string
    mustToPrettyJson(any) string
    mustToRawJson(any) string
    mustUniq(any) []any
    mustWithout(any, any...) []any
    must_date_modify(string, Time) Time
    nindent(int, string) string
    nospace(string) string
    now() Time
    omit({}any, string...) {}any
    osBase(string) string
    osClean(string) string
    osDir(string) string
    osExt(string) string
    osIsAbs(string) bool
    pick({}any, string...) {}any
    pluck(string, {}any...) []any
    plural(string, string, int) string
    prepend(any, any) []any
    push(any, any) []any
    quote(any...) string
    randAlpha(int) string
    randAlphaNum(int) string
    randAscii(int) string
    randBytes(int) string
    randInt(int, int) int
    randNumeric(int) string
    regexFind(string, string) string
    regexFindAll(string, string, int) []string
    regexMatch(string, string) bool
    regexQuoteMeta(string) string
    regexReplaceAll(string, string, string) string
    regexReplaceAllLiteral(string, string, string) string
    regexSplit(string, string, int) []string
    repeat(int, string) string
    replace(string, string, string) string
    rest(any) []any
    reverse(any) []any
    round(any, int, float...) float
    semver(string) any
    semverCompare(string, string) bool
    seq(int...) string
    set({}any, string, any) {}any
    sha1sum(string) string
    sha256sum(string) string
    sha512sum(string) string
    shuffle(string) string
    slice(any, any...) any
    snakecase(string) string
    sortAlpha(any) []string
    split(string, string) {}string
    splitList(string, string) []string
    splitn(string, int, string) {}string
    squote(any...) string
    sub(any, any) int
    subf(any, any...) float
    substr(int, int, string) string
    swapcase(string) string
    ternary(any, any, bool) any
    title(string) string
    toDate(string, string) Time
    toDecimal(any) int
    toJson(any) string
    toPrettyJson(any) string
    toRawJson(any) string
    toString(any) string
    toStrings(any) []string
    trim(string) string
    trimAll(string, string) string
    trimPrefix(string, string) string
    trimSuffix(string, string) string
    trimall(string, string) string
    trunc(int, string) string
    tuple(any...) []any
    typeIs(string, any) bool
    typeIsLike(string, any) bool
    typeOf(any) string
    uniq(any) []any
    unixEpoch(Time) string
    unset({}any, string) {}any
    until(int) []int
    untilStep(int, int, int) []int
    untitle(string) string
    upper(string) string
    urlJoin({}any) string
    urlParse(string) {}any
    uuidv4() string
    values({}any) []any
    without(any, any...) []any
    wrap(int, string) string
    wrapWith(int, string, string) string
    """)
}
