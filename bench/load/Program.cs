using Gratis.Load;

return args switch
{
    ["load-generator"] => Helpers.RunLoadGenerator(),
    ["mock-upstream"] => Helpers.RunMockUpstream(),
    _ => 1,
};
