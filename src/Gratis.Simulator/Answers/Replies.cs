using Gratis.Simulator.Faults;
using Gratis.Simulator.Personalities;
using Gratis.Simulator.Providers;
using Gratis.Simulator.Traffic;

namespace Gratis.Simulator.Answers;

/// <summary>Turns an admitted call into the reply that will be played.</summary>
internal static class Replies
{
    public static Reply Write(
        Personality manners, ProviderSpec provider, ModelSpec model, Prompt prompt, Visit visit,
        Terms terms, long number, FaultSpec[] faults)
    {
        var answer = visit.Kind is ModelKind.Chat
            ? ContentFaults.Apply(faults, Composer.Compose(prompt, provider.Id, model, number))
            : new Answer { InputTokens = prompt.InputTokens };
        var call = new Call(provider.Id, model, prompt, answer, visit.Now, number) { InputPrice = terms.Input, OutputPrice = terms.Output };
        var pace = model.Pace ?? provider.Pace;
        var firstToken = HeadFaults.Delay(faults, FaultKind.FirstTokenLatency);
        if (visit.Kind is ModelKind.Chat && prompt.Stream)
            return Stream(manners, call, pace, firstToken, faults);

        var reply = visit.Kind switch
        {
            ModelKind.Chat => Reply.Json(200, writer => ChatJson.Write(writer, manners, call), answer.OutputTokens),
            ModelKind.Embedding => Reply.Json(200, writer => Embeddings.Write(writer, call)),
            _ => Reply.Json(200, writer => Reranking.Write(writer, manners, call)),
        };

        // Without a stream nothing is sent before everything is there.
        reply.HeadDelay = pace.FirstToken + pace.For(answer.OutputTokens) + firstToken;
        return reply;
    }

    private static Reply Stream(Personality manners, Call call, Pace pace, TimeSpan firstToken, FaultSpec[] faults)
    {
        var frames = ChatFrames.Of(manners, call);
        var stalls = FrameFaults.Apply(faults, frames, manners, call);
        var reply = new Reply(200) { IsStream = true, Moves = FrameLines.Moves(frames, FrameFaults.Style(faults), pace, firstToken) };
        reply.Header("Content-Type", "text/event-stream");
        reply.Header("Cache-Control", "no-cache");
        if (stalls)
            reply.Moves.Add(Move.Stall);
        return reply;
    }
}
