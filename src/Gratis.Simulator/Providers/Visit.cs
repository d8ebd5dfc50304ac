using Gratis.Simulator.Answers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Providers;

/// <summary>One call on its way through a provider.</summary>
internal sealed record Visit(SimRequest Request, ModelKind Kind, Prompt? Prompt, string Problem, DateTimeOffset Now);
